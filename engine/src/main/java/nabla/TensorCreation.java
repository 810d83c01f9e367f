package nabla;

import java.util.ArrayList;
import java.util.List;
import nabla.io.Decimals;
import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Scope;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.random.Generator;
import nabla.runtime.Device;

/** The makers of tensors, called as {@code Tensor.zeros(2, 3)}. New tensors live on the standard device. */
abstract sealed class TensorCreation extends TensorArrays permits TensorMath {

    private static Tensor data(Object array, DType type, int length, int... shape) {
        Shape wanted = Shape.of(shape);
        if (wanted.size() != length) {
            throw new ShapeException("tensor: " + length + " elements do not fill the shape " + wanted + " of "
                    + wanted.size() + " elements.");
        }
        return Tensor.of(Device.standard(), Ops.data(wanted, type, () -> array));
    }

    /** A float32 vector of a copy of these numbers. */
    public static Tensor tensor(float[] values) {
        return tensor(values, values.length);
    }

    /** A float32 tensor of a copy of these numbers, row-major; without extents a scalar. */
    public static Tensor tensor(float[] values, int... shape) {
        return data(values.clone(), DType.FLOAT32, values.length, shape);
    }

    /** A float32 vector of these numbers, rounded, as Python's floats become one. */
    public static Tensor tensor(double[] values) {
        return tensor(values, values.length);
    }

    /** A float32 tensor of these numbers, rounded, as Python's floats become one; without extents a scalar. */
    public static Tensor tensor(double[] values, int... shape) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return data(rounded, DType.FLOAT32, values.length, shape);
    }

    /** An int64 vector of a copy of these numbers. */
    public static Tensor tensor(long[] values) {
        return tensor(values, values.length);
    }

    /** An int64 tensor of a copy of these numbers, row-major; without extents a scalar. */
    public static Tensor tensor(long[] values, int... shape) {
        return data(values.clone(), DType.INT64, values.length, shape);
    }

    /** A bool vector of a copy of these values. */
    public static Tensor tensor(boolean[] values) {
        return tensor(values, values.length);
    }

    /** A bool tensor of a copy of these values, row-major; without extents a scalar. */
    public static Tensor tensor(boolean[] values, int... shape) {
        return data(values.clone(), DType.BOOL, values.length, shape);
    }

    /** A uint8 tensor of a copy of these bytes, as 0 to 255: for stored data such as images. */
    public static Tensor tensor(byte[] values, int... shape) {
        return data(values.clone(), DType.UINT8, values.length, shape);
    }

    /** A float64 vector; of use on the {@code reference} device only. */
    public static Tensor float64(double[] values) {
        return float64(values, values.length);
    }

    /** A float64 tensor, row-major; of use on the {@code reference} device only. Without extents a scalar. */
    public static Tensor float64(double[] values, int... shape) {
        return data(values.clone(), DType.FLOAT64, values.length, shape);
    }

    /** A float32 scalar. */
    public static Tensor tensor(double value) {
        return tensor(new double[] {value}, new int[0]);
    }

    /** An int64 scalar. */
    public static Tensor tensor(long value) {
        return tensor(new long[] {value}, new int[0]);
    }

    /** A bool scalar. */
    public static Tensor tensor(boolean value) {
        return tensor(new boolean[] {value}, new int[0]);
    }

    /** A float32 vector of a copy of these numbers: what {@link #wrap} shares, this copies. */
    public static Tensor of(float... values) {
        return tensor(values);
    }

    /**
     * A float32 vector that shares the array: in-place writes to the tensor show in the array, and what is written to the
     * array shows in every later use of the tensor. For looking at memory, not for speed: each use compares the array with
     * what the device knows, and each in-place write waits for the device.
     */
    public static Tensor wrap(float[] values, int... shape) {
        Shape wanted = shape.length == 0 ? Shape.of(values.length) : Shape.of(shape);
        if (wanted.size() != values.length) {
            throw new ShapeException("wrap: " + values.length + " elements do not fill the shape " + wanted + " of "
                    + wanted.size() + " elements.");
        }
        return new Tensor(new SharedStorage(Device.standard(), values, wanted));
    }

    /** A float32 scalar that may be another number at each step of one plan. */
    public static Tensor scalar(double value) {
        return Tensor.of(Device.standard(), Ops.scalar(value, DType.FLOAT32));
    }

    /** A float32 tensor with every element {@code value}. */
    public static Tensor full(double value, int... shape) {
        return full(value, DType.FLOAT32, shape);
    }

    /** A tensor of a type with every element {@code value}. */
    public static Tensor full(double value, DType type, int... shape) {
        return Tensor.of(Device.standard(), Ops.expand(Ops.fill(value, type), Shape.of(shape)));
    }

    public static Tensor zeros(int... shape) {
        return full(0, shape);
    }

    public static Tensor ones(int... shape) {
        return full(1, shape);
    }

    /** A float32 tensor to be filled; until then zeros. */
    public static Tensor empty(int... shape) {
        return zeros(shape);
    }

    public static Tensor zerosLike(Tensor like) {
        return fullLike(like, 0);
    }

    public static Tensor onesLike(Tensor like) {
        return fullLike(like, 1);
    }

    public static Tensor emptyLike(Tensor like) {
        return zerosLike(like);
    }

    /** Every element {@code value}, with the shape, type and device of another tensor. */
    public static Tensor fullLike(Tensor like, double value) {
        return Tensor.of(like.device(), Ops.expand(Ops.fill(value, like.dtype()), like.shape()));
    }

    /**
     * Uniform numbers with the shape, type and device of another tensor.
     *
     * @throws IllegalStateException if that type is no float; {@link #randLike(Tensor, DType)} gives another
     */
    public static Tensor randLike(Tensor like) {
        return zerosLike(like).uniform_(0, 1);
    }

    /** Uniform numbers of a type with the shape and device of another tensor. */
    public static Tensor randLike(Tensor like, DType type) {
        return zerosLike(like).to(type).uniform_(0, 1);
    }

    /** Normal numbers with the shape, type and device of another tensor. */
    public static Tensor randnLike(Tensor like) {
        return zerosLike(like).normal_(0, 1);
    }

    /** The whole numbers from 0 to {@code end} - 1, int64 [end]. */
    public static Tensor arange(int end) {
        return arange(0, end, 1);
    }

    /** The whole numbers from {@code start} up to but without {@code end}, int64. */
    public static Tensor arange(int start, int end) {
        return arange(start, end, 1);
    }

    /**
     * {@code start}, {@code start + step}, ... up to but without {@code end}, int64.
     *
     * @throws IllegalArgumentException with PyTorch's words if the step does not lead there
     */
    public static Tensor arange(int start, int end, int step) {
        Node range = Ops.range(steps(start, end, step));
        Node scaled = step == 1 ? range : Ops.map(Maps.MUL, range, Ops.fill(step, DType.INT64));
        return Tensor.of(
                Device.standard(), start == 0 ? scaled : Ops.map(Maps.ADD, scaled, Ops.fill(start, DType.INT64)));
    }

    /** {@code start}, {@code start + step}, ... up to but without {@code end}, float32. */
    public static Tensor arange(double start, double end, double step) {
        return sequence(start, step, steps(start, end, step));
    }

    private static int steps(double start, double end, double step) {
        if (step == 0 || Double.isNaN(step)) {
            throw new IllegalArgumentException("arange: step must be nonzero");
        }
        if (step > 0 ? start > end : start < end) {
            throw new IllegalArgumentException(
                    "arange: upper bound and larger bound inconsistent with step sign: from " + Decimals.shortest(start)
                            + " to " + Decimals.shortest(end) + " in steps of " + Decimals.shortest(step) + ".");
        }
        return (int) Math.ceil((end - start) / step);
    }

    private static Tensor sequence(double start, double step, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = start + step * i;
        }
        return tensor(values, count);
    }

    /**
     * {@code steps} numbers from {@code start} to {@code end}, both included, at equal distances, float32.
     *
     * @throws IllegalArgumentException if {@code steps} is negative
     */
    public static Tensor linspace(double start, double end, int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("number of steps must be non-negative, but got " + steps + ".");
        }
        Tensor result = sequence(start, steps > 1 ? (end - start) / (steps - 1) : 0, steps);
        return result;
    }

    /** The identity matrix, float32 [n, n]. */
    public static Tensor eye(int n) {
        return eye(n, n);
    }

    /** Ones where row and column are equal, else zeros, float32 [rows, columns]. */
    public static Tensor eye(int rows, int columns) {
        Node row = Ops.reshape(Ops.range(rows), Shape.of(rows, 1));
        return Tensor.of(Device.standard(), Ops.map(Maps.to(DType.FLOAT32), Ops.map(Maps.EQ, row, Ops.range(columns))));
    }

    /** Uniform numbers in [0, 1) from the default generator, float32. */
    public static Tensor rand(int... shape) {
        return empty(shape).uniform_(0, 1);
    }

    /** Normal numbers of mean 0 and deviation 1 from the default generator, float32. */
    public static Tensor randn(int... shape) {
        return empty(shape).normal_(0, 1);
    }

    /** Whole numbers uniform in [low, high) from the default generator, int64. */
    public static Tensor randint(long low, long high, int... shape) {
        long[] values = new long[Shape.of(shape).size()];
        Generator.defaultGenerator().integers(values, low, high);
        return data(values, DType.INT64, values.length, shape);
    }

    /** The numbers 0 to {@code count} - 1 in random order, int64 [count]. */
    public static Tensor randperm(int count) {
        int[] order = Generator.defaultGenerator().permutation(count);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = order[i];
        }
        return data(values, DType.INT64, count, count);
    }

    /**
     * The tensors one after another along an existing axis.
     *
     * @throws ShapeException with PyTorch's words if their other extents differ
     */
    public static Tensor cat(List<Tensor> tensors, int dim) {
        if (tensors.isEmpty()) {
            throw new IllegalArgumentException("torch.cat(): expected a non-empty list of Tensors");
        }
        Tensor first = tensors.get(0);
        int axis = first.shape().axis("cat", dim);
        DType type = first.dtype();
        for (Tensor tensor : tensors) {
            type = Promotion.meeting(type, tensor.dtype());
        }
        List<Node> parts = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            first.checkDevice("cat", tensor);
            boolean fits = tensor.dim() == first.dim()
                    && tensor.shape().with(axis, 1).equals(first.shape().with(axis, 1));
            if (!fits) {
                throw new ShapeException("Sizes of tensors must match except in dimension " + axis + ". Expected "
                        + first.shape() + " but got " + tensor.shape() + " for tensor number " + i + " in the list."
                        + "\n  Hint: cat joins along one dimension; all others must be equal.");
            }
            parts.add(Promotion.to(tensor.node(), type));
        }
        return Tensor.of(first.device(), Ops.concat(axis, parts));
    }

    /**
     * The tensors, of one shape, along a new axis.
     *
     * @throws ShapeException with PyTorch's words if their shapes differ
     */
    public static Tensor stack(List<Tensor> tensors, int dim) {
        return Scope.within("stack", () -> stacked(tensors, dim));
    }

    private static Tensor stacked(List<Tensor> tensors, int dim) {
        List<Tensor> lifted = new ArrayList<>();
        for (Tensor tensor : tensors) {
            if (!tensor.shape().equals(tensors.get(0).shape())) {
                throw new ShapeException("stack expects each tensor to be equal size, but got "
                        + tensors.get(0).shape() + " at entry 0 and " + tensor.shape() + " at entry " + lifted.size());
            }
            lifted.add(tensor.unsqueeze(dim));
        }
        return cat(lifted, dim);
    }
}
