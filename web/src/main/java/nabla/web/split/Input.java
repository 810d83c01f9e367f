package nabla.web.split;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A place in the bytes of a program, from which its numbers and names are read. */
final class Input {
    private final byte[] bytes;
    private int position;
    private final int end;

    Input(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    Input(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    int position() {
        return position;
    }

    boolean hasMore() {
        return position < end;
    }

    int next() {
        if (position >= end) {
            throw new IllegalArgumentException("The program ends early, at byte " + position + ".");
        }
        return bytes[position++] & 0xFF;
    }

    /** The byte that comes next, left in place. */
    int peek() {
        int next = next();
        position--;
        return next;
    }

    /** LEB128 without sign, as wide as an index. */
    int unsigned() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = next();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    /** LEB128 with sign, of up to 33 bits of which 32 matter. */
    int signed() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = next();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return shift < 25 ? value << (25 - shift) >> (25 - shift) : value;
            }
        }
    }

    /** Steps over a LEB128 of any width. */
    void skipNumber() {
        while (next() >= 0x80) {
            // The last byte is below.
        }
    }

    void skip(int count) {
        position += count;
    }

    String name() {
        return new String(bytes(unsigned()), StandardCharsets.UTF_8);
    }

    byte[] bytes(int count) {
        position += count;
        return Arrays.copyOfRange(bytes, position - count, position);
    }

    /** What was read since that position. */
    byte[] since(int start) {
        return between(start, position);
    }

    /** What lies between these positions. */
    byte[] between(int start, int end) {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** All that is left. */
    byte[] rest() {
        return bytes(end - position);
    }

    /** A part of these bytes, which this one steps over. */
    Input part(int count) {
        position += count;
        return new Input(bytes, position - count, position);
    }
}
