package nabla.web.wasm;

import java.util.Arrays;

/** A growing array of bytes with the binary format's encodings of numbers and names. */
public final class Bytes {
    private byte[] array = new byte[64];
    private int length;

    public int length() {
        return length;
    }

    public void put(int value) {
        if (length == array.length) {
            array = Arrays.copyOf(array, 2 * length);
        }
        array[length++] = (byte) value;
    }

    public void put(Bytes other) {
        put(other.array, other.length);
    }

    public void put(byte[] bytes) {
        put(bytes, bytes.length);
    }

    private void put(byte[] bytes, int count) {
        int together = length + count;
        if (together > array.length) {
            array = Arrays.copyOf(array, Math.max(together, 2 * array.length));
        }
        System.arraycopy(bytes, 0, array, length, count);
        length = together;
    }

    /** LEB128 without sign. */
    public void putUnsigned(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            put(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        put(rest);
    }

    /** LEB128 with sign. */
    public void putSigned(int value) {
        int rest = value;
        while (rest < -64 || rest > 63) {
            put(rest & 0x7F | 0x80);
            rest >>= 7;
        }
        put(rest & 0x7F);
    }

    /** The four bytes of an int, lowest first. */
    public void putFixed(int value) {
        put(value);
        put(value >> 8);
        put(value >> 16);
        put(value >> 24);
    }

    /** A length and the characters, which must be ASCII. */
    public void putName(String name) {
        putUnsigned(name.length());
        for (int i = 0; i < name.length(); i++) {
            put(name.charAt(i));
        }
    }

    /** A length and the bytes. */
    public void putSized(Bytes content) {
        putUnsigned(content.length);
        put(content);
    }

    public byte[] toArray() {
        return Arrays.copyOf(array, length);
    }
}
