package nabla.io;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

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
        return of(name, StoredType.F32, shape, values.length, i -> Float.floatToRawIntBits(values[i]));
    }

    /** As {@link #of(String, int[], float[])}, of float64. */
    public static StoredTensor of(String name, int[] shape, double[] values) {
        return of(name, StoredType.F64, shape, values.length, i -> Double.doubleToRawLongBits(values[i]));
    }

    /** As {@link #of(String, int[], float[])}, of int64. */
    public static StoredTensor of(String name, int[] shape, long[] values) {
        return of(name, StoredType.I64, shape, values.length, i -> values[i]);
    }

    /** As {@link #of(String, int[], float[])}, of truth values. */
    public static StoredTensor of(String name, int[] shape, boolean[] values) {
        return of(name, StoredType.BOOL, shape, values.length, i -> values[i] ? 1 : 0);
    }

    /** As {@link #of(String, int[], float[])}, of bytes from 0 to 255. */
    public static StoredTensor of(String name, int[] shape, byte[] values) {
        return of(name, StoredType.U8, shape, values.length, i -> values[i]);
    }

    private static StoredTensor of(String name, StoredType type, int[] shape, int length, IntToLongFunction bits) {
        long count = 1;
        for (int size : shape) {
            count *= size;
        }
        if (count != length) {
            throw new IllegalArgumentException("Tensor " + name + ": the shape " + Arrays.toString(shape) + " has "
                    + count + " elements, but there are " + length + " values.");
        }
        int width = type.bytes();
        byte[] data = new byte[width * length];
        for (int i = 0; i < length; i++) {
            long element = bits.applyAsLong(i);
            for (int k = 0; k < width; k++) {
                data[width * i + k] = (byte) (element >> (8 * k));
            }
        }
        return new StoredTensor(name, type, shape.clone(), data, 0, length);
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

    /** Returns the elements as float32: widened where their type is narrower, rounded where it is wider. */
    public float[] floats() {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) type.decode(data, offset + i * type.bytes());
        }
        return values;
    }

    /** Returns the elements as float64. */
    public double[] doubles() {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = type.decode(data, offset + i * type.bytes());
        }
        return values;
    }

    /**
     * Returns the elements of an integer type.
     *
     * @throws IllegalStateException if the type is no integer
     */
    public long[] longs() {
        if (type.isFloat()) {
            throw new IllegalStateException("Tensor " + name + ": its elements are " + type + ", no integers.");
        }
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = type.decodeInteger(data, offset + i * type.bytes());
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
