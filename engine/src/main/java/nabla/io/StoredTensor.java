package nabla.io;

import java.util.Arrays;

/** A tensor as it lies in a file: name, type, shape and its elements, row by row, little-endian. Immutable. */
public final class StoredTensor {
    private final String name;
    private final StoredType type;
    private final int[] shape;
    private final byte[] data;
    private final int offset;
    private final int count;

    StoredTensor(String name, StoredType type, int[] shape, byte[] data, int offset, int count) {
        this.name = name;
        this.type = type;
        this.shape = shape;
        this.data = data;
        this.offset = offset;
        this.count = count;
    }

    /**
     * Returns a float32 tensor to be written.
     *
     * @throws IllegalArgumentException if the shape does not have as many elements as {@code values}
     */
    public static StoredTensor of(String name, int[] shape, float[] values) {
        checkCount(name, shape, values.length);
        byte[] data = new byte[4 * values.length];
        for (int i = 0; i < values.length; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            for (int k = 0; k < 4; k++) {
                data[4 * i + k] = (byte) (bits >> (8 * k));
            }
        }
        return new StoredTensor(name, StoredType.F32, shape.clone(), data, 0, values.length);
    }

    /**
     * Returns an int64 tensor to be written.
     *
     * @throws IllegalArgumentException if the shape does not have as many elements as {@code values}
     */
    public static StoredTensor of(String name, int[] shape, long[] values) {
        checkCount(name, shape, values.length);
        byte[] data = new byte[8 * values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (values[i / 8] >> 8 * (i % 8));
        }
        return new StoredTensor(name, StoredType.I64, shape.clone(), data, 0, values.length);
    }

    private static void checkCount(String name, int[] shape, int values) {
        long count = 1;
        for (int size : shape) {
            count *= size;
        }
        if (count != values) {
            throw new IllegalArgumentException("Tensor " + name + ": the shape " + Arrays.toString(shape) + " has "
                    + count + " elements, but there are " + values + " values.");
        }
    }

    public String name() {
        return name;
    }

    public StoredType type() {
        return type;
    }

    /** Returns a copy of the sizes of the dimensions. */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns the number of elements. */
    public int count() {
        return count;
    }

    /** Returns the elements, widened to float32 where their type is narrower. */
    public float[] floats() {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = type.decode(data, offset + i * type.bytes());
        }
        return values;
    }

    /**
     * Returns the elements of a tensor of integers.
     *
     * @throws IllegalStateException if they are of a float type
     */
    public long[] longs() {
        if (type == StoredType.F32 || type == StoredType.F16) {
            throw new IllegalStateException("Tensor " + name + " is " + type + ", no integers; floats() reads it.");
        }
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            int at = offset + i * type.bytes();
            values[i] = type == StoredType.I64 ? StoredType.bits64(data, at) : data[at];
        }
        return values;
    }

    int byteLength() {
        return count * type.bytes();
    }

    void copyBytes(byte[] target, int start) {
        System.arraycopy(data, offset, target, start, byteLength());
    }
}
