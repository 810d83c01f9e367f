package nabla.backend.jvm;

import nabla.op.DType;

/** An array of elements that reads and writes them as numbers: one of the three arrays is in use. */
final class Cells {
    /** The greatest number up to which a double holds every integer. */
    private static final long LARGEST = 1L << 53;

    private static final float[] NO_FLOATS = new float[0];
    private static final long[] NO_LONGS = new long[0];
    private static final byte[] NO_BYTES = new byte[0];

    final float[] floats;
    final long[] longs;
    final byte[] bytes;

    private Cells(float[] floats, long[] longs, byte[] bytes) {
        this.floats = floats;
        this.longs = longs;
        this.bytes = bytes;
    }

    static Cells allocate(DType type, int size) {
        return switch (type) {
            case FLOAT32 -> new Cells(new float[size], NO_LONGS, NO_BYTES);
            case INT64, BOOL -> new Cells(NO_FLOATS, new long[size], NO_BYTES);
            case UINT8 -> new Cells(NO_FLOATS, NO_LONGS, new byte[size]);
            case FLOAT64 ->
                throw new IllegalArgumentException(
                        "float64 tensor on the jvm device: it computes in float32. Use the reference device for float64.");
        };
    }

    double get(DType type, int i) {
        return switch (type) {
            case FLOAT32, FLOAT64 -> floats[i];
            case INT64, BOOL -> longs[i];
            case UINT8 -> bytes[i] & 255;
        };
    }

    void set(DType type, int i, double value) {
        if (type == DType.FLOAT32) {
            floats[i] = (float) value;
        } else {
            longs[i] = whole(value);
        }
    }

    /** An integer that was computed in doubles. */
    private static long whole(double value) {
        checkWhole((long) value);
        return (long) value;
    }

    /**
     * Checks that doubles, which this device computes in, hold an integer exactly.
     *
     * @throws IllegalArgumentException if they do not
     */
    static void checkWhole(long value) {
        if (value > LARGEST || value < -LARGEST) {
            throw new IllegalArgumentException(
                    "int64 value " + value + ": the jvm device computes integers of 53 bits, between "
                            + -LARGEST + " and " + LARGEST + "."
                            + "\n  Hint: smaller numbers, or float32 where the last digits do not matter.");
        }
    }

    /** Copies {@code count} elements, {@code stride} apart, into a block. */
    void read(DType type, int from, int stride, double[] block, int count) {
        switch (type) {
            case FLOAT32, FLOAT64:
                for (int i = 0; i < count; i++) {
                    block[i] = floats[from + i * stride];
                }
                break;
            case INT64, BOOL:
                for (int i = 0; i < count; i++) {
                    block[i] = longs[from + i * stride];
                }
                break;
            case UINT8:
                for (int i = 0; i < count; i++) {
                    block[i] = bytes[from + i * stride] & 255;
                }
                break;
        }
    }

    /** Copies a block to {@code count} elements, {@code stride} apart. */
    void write(DType type, int to, int stride, double[] block, int count) {
        if (type == DType.FLOAT32) {
            for (int i = 0; i < count; i++) {
                floats[to + i * stride] = (float) block[i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                longs[to + i * stride] = whole(block[i]);
            }
        }
    }
}
