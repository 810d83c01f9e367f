package nabla.io;

/** The element types that a stored tensor may have, by safetensors' names. */
public enum StoredType {
    /** IEEE 754 double precision. */
    F64(8, true),
    /** IEEE 754 single precision. */
    F32(4, true),
    /** IEEE 754 half precision. */
    F16(2, true),
    /** The upper half of single precision. */
    BF16(2, true),
    /** Signed integers of 64 bits. */
    I64(8, false),
    /** Signed integers of 8 bits. */
    I8(1, false),
    /** Unsigned integers of 8 bits. */
    U8(1, false),
    /** Truth values, a byte each: 0 or 1. */
    BOOL(1, false);

    private final int bytes;
    private final boolean isFloat;

    StoredType(int bytes, boolean isFloat) {
        this.bytes = bytes;
        this.isFloat = isFloat;
    }

    /** Returns the bytes that one element takes. */
    public int bytes() {
        return bytes;
    }

    /** Returns whether the elements are fractions, which may be infinite or no numbers. */
    public boolean isFloat() {
        return isFloat;
    }

    /** Returns the element whose little-endian bytes start at {@code offset}, rounded where a double is too narrow. */
    double decode(byte[] data, int offset) {
        return switch (this) {
            case F64 -> Double.longBitsToDouble(bits(data, offset));
            case F32 -> Float.intBitsToFloat((int) bits(data, offset));
            case F16 -> half((int) bits(data, offset));
            case BF16 -> Float.intBitsToFloat((int) bits(data, offset) << 16);
            case I64, I8, U8, BOOL -> decodeInteger(data, offset);
        };
    }

    /** Returns the element of an integer type whose little-endian bytes start at {@code offset}. */
    long decodeInteger(byte[] data, int offset) {
        return this == I8 ? data[offset] : bits(data, offset);
    }

    private long bits(byte[] data, int offset) {
        long bits = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            bits = bits << 8 | data[offset + i] & 255;
        }
        return bits;
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
