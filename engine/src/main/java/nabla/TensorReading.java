package nabla;

import java.util.Arrays;
import nabla.backend.HostArrays;

/** Reading numbers: the only methods where work happens, beside printing and the optimizer's step. */
abstract sealed class TensorReading extends TensorWrites permits Tensor {

    /** Computes the value now, if it is not known yet. */
    public final void realize() {
        device().realize(node());
    }

    /**
     * The only element.
     *
     * @throws IllegalStateException with PyTorch's words if there are more or none
     */
    public final double item() {
        if (numel() != 1) {
            throw new IllegalStateException("a Tensor with " + numel() + " elements cannot be converted to Scalar");
        }
        return toDoubleArray()[0];
    }

    /** The elements of a float32 tensor, row-major, as a new array. */
    public final float[] toArray() {
        Object array = read();
        if (array instanceof float[] floats) {
            return floats;
        }
        throw wrongType("toArray", "float32", "toLongArray() or to(DType.FLOAT32)");
    }

    /** The elements of an int64 tensor, row-major, as a new array. */
    public final long[] toLongArray() {
        Object array = read();
        if (array instanceof long[] longs) {
            return longs;
        }
        throw wrongType("toLongArray", "int64", "toArray() or to(DType.INT64)");
    }

    /** The elements of a bool tensor, row-major, as a new array. */
    public final boolean[] toBooleanArray() {
        Object array = read();
        if (array instanceof boolean[] booleans) {
            return booleans;
        }
        throw wrongType("toBooleanArray", "bool", "a comparison such as ne(0)");
    }

    /** The elements of a tensor of any type as doubles, row-major, as a new array. */
    public final double[] toDoubleArray() {
        Object array = read();
        double[] result = new double[numel()];
        for (int i = 0; i < result.length; i++) {
            result[i] = HostArrays.element(array, i);
        }
        return result;
    }

    /**
     * The elements of a float32 matrix, as an array of rows.
     *
     * @throws IllegalStateException if it is no matrix or of another type
     */
    public final float[][] toArray2d() {
        if (dim() != 2) {
            throw new IllegalStateException("toArray2d: the tensor " + shape() + " is no matrix. Hint: use toArray().");
        }
        float[] all = toArray();
        float[][] rows = new float[size(0)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(all, i * size(1), (i + 1) * size(1));
        }
        return rows;
    }

    final Object read() {
        return device().read(node())[0];
    }

    private IllegalStateException wrongType(String method, String wanted, String cure) {
        return new IllegalStateException(
                method + ": the tensor is " + dtype() + ", not " + wanted + ". Hint: use " + cure + ".");
    }
}
