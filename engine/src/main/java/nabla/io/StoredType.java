package nabla.io;

/** The element types that a stored tensor may have, by safetensors' names. */
public enum StoredType {
    /** IEEE 754 single precision. */
    F32(4),
    /** IEEE 754 half precision. */
    F16(2),
    /** Signed integers of 8 bits. */
    I8(1),
    /** Signed integers of 64 bits, for counts. */
    I64(8);

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the bytes that one element takes. */
    public int bytes() {
        return bytes;
    }

    /** Returns the element whose little-endian bytes start at {@code offset}. */
    float decode(byte[] data, int offset) {
        return switch (this) {
            case F32 -> Float.intBitsToFloat(bits16(data, offset) | (bits16(data, offset + 2) << 16));
            case F16 -> half(bits16(data, offset));
            case I8 -> data[offset];
            case I64 -> bits64(data, offset);
        };
    }

    /** Returns the 64 bits whose little-endian bytes start at {@code offset}. */
    static long bits64(byte[] data, int offset) {
        long bits = 0;
        for (int i = 7; i >= 0; i--) {
            bits = bits << 8 | data[offset + i] & 255;
        }
        return bits;
    }

    private static int bits16(byte[] data, int offset) {
        return (data[offset] & 255) | ((data[offset + 1] & 255) << 8);
    }

    /** Widens a half: 1 bit sign, 5 bits exponent with bias 15, 10 bits fraction. */
    private static float half(int bits) {
        int exponent = (bits >> 10) & 31;
        int fraction = bits & 1023;
        float magnitude;
        if (exponent == 31) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else {
            magnitude = Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
        }
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
