package nabla.nn;

import nabla.Tensor;
import nabla.op.DType;
import nabla.op.LeafOp;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ReduceOp;
import nabla.op.Scope;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.op.Window;

/** What becomes of the windows of a picture: their greatest value, or their average. */
abstract class PoolingFunctions extends ConvolutionFunctions {
    PoolingFunctions() {}

    /** As {@link #maxPool2d(Tensor, int[], MaxPool2d.Options)} with square windows side by side. */
    public static Tensor maxPool2d(Tensor input, int kernelSize) {
        return maxPool2d(input, new int[] {kernelSize, kernelSize}, MaxPool2d.options());
    }

    /** As {@link #maxPool2d(Tensor, int[], MaxPool2d.Options)} with square windows, {@code stride} apart. */
    public static Tensor maxPool2d(Tensor input, int kernelSize, int stride) {
        return maxPool2d(
                input, new int[] {kernelSize, kernelSize}, MaxPool2d.options().stride(stride));
    }

    /**
     * As {@link #maxPool2d(Tensor, int[], MaxPool2d.Options)}.
     *
     * @param kernelSize {rows, columns}
     * @param stride {down, right}
     */
    public static Tensor maxPool2d(Tensor input, int[] kernelSize, int[] stride) {
        return maxPool2d(input, kernelSize, MaxPool2d.options().stride(stride[0], stride[1]));
    }

    /**
     * The greatest value in each window of a picture. The gradient goes to the first of equal values. What pads the
     * picture is less than any number.
     *
     * <p>Shapes: input [N, C, H, W] or [C, H, W]; result [N, C, (H + 2·padding − dilation (rows − 1) − 1)/stride + 1, the
     * same for W].
     *
     * @param kernelSize {rows, columns}
     * @throws ShapeException with PyTorch's words if no window fits
     * @throws IllegalArgumentException with PyTorch's words if an option is out of range
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.max_pool2d.html">max_pool2d</a>
     */
    public static Tensor maxPool2d(Tensor input, int[] kernelSize, MaxPool2d.Options options) {
        Pair kernel = kernel("max_pool2d", kernelSize);
        Pair stride = options.stride() == null ? kernel : options.stride();
        Pooling how = new Pooling(kernel, stride, options.padding(), options.dilation(), options.ceilMode());
        return pooled(input, how, "max_pool2d_with_indices", (pictures, window) -> greatest(pictures, window));
    }

    private static Tensor greatest(Tensor pictures, Window window) {
        Node windows = Ops.windows(pictures.node(), window, Double.NEGATIVE_INFINITY);
        return pictures.through(Ops.reduce(ReduceOp.Kind.FIRST_MAXIMUM, windows, 4, 5));
    }

    /** As {@link #maxPool1d(Tensor, int, MaxPool1d.Options)} with windows side by side. */
    public static Tensor maxPool1d(Tensor input, int kernelSize) {
        return maxPool1d(input, kernelSize, MaxPool1d.options());
    }

    /**
     * The greatest value in each window of a signal, [N, C, L] or [C, L].
     *
     * @throws ShapeException with PyTorch's words if the input has another number of axes, or no window fits
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.max_pool1d.html">max_pool1d</a>
     */
    public static Tensor maxPool1d(Tensor input, int kernelSize, MaxPool1d.Options options) {
        if (input.dim() != 2 && input.dim() != 3) {
            throw new ShapeException(
                    "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for"
                            + " input, but got:" + input.shape()
                            + "\n  Hint: the axes are [N, C, L]; unsqueeze adds one.");
        }
        return maxPool2d(input.unsqueeze(-2), new int[] {1, kernelSize}, options.asPicture(kernelSize))
                .squeeze(-2);
    }

    /** As {@link #avgPool2d(Tensor, int[], AvgPool2d.Options)} with square windows side by side. */
    public static Tensor avgPool2d(Tensor input, int kernelSize) {
        return avgPool2d(input, new int[] {kernelSize, kernelSize}, AvgPool2d.options());
    }

    /**
     * The average of each window of a picture; what pads it is 0 and counts unless told otherwise.
     *
     * <p>Shapes: input [N, C, H, W] or [C, H, W]; result [N, C, (H + 2·padding − rows)/stride + 1, the same for W].
     *
     * @param kernelSize {rows, columns}
     * @throws ShapeException with PyTorch's words if no window fits
     * @throws IllegalArgumentException with PyTorch's words if an option is out of range
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.avg_pool2d.html">avg_pool2d</a>
     */
    public static Tensor avgPool2d(Tensor input, int[] kernelSize, AvgPool2d.Options options) {
        Pair kernel = kernel("avg_pool2d", kernelSize);
        Pair stride = options.stride() == null ? kernel : options.stride();
        Pooling how = new Pooling(kernel, stride, options.padding(), Pair.both(1), options.ceilMode());
        return pooled(input, how, "avg_pool2d", (pictures, window) -> {
            Node windows = Ops.windows(pictures.node(), window, 0);
            Tensor sums = pictures.through(Ops.reduce(ReduceOp.Kind.SUM, windows, 4, 5));
            float[] rows = how.heights(pictures.size(2), sums.size(2), options.countIncludePad());
            float[] columns = how.widths(pictures.size(3), sums.size(3), options.countIncludePad());
            return sums.div(counts(rows, 2, sums)).div(counts(columns, 3, sums));
        });
    }

    /** How many elements each position averages along an axis; one constant if all do the same. */
    private static Tensor counts(float[] counts, int axis, Tensor like) {
        boolean same = true;
        for (float count : counts) {
            same &= count == counts[0];
        }
        if (same) {
            return constant(counts[0], like);
        }
        Shape shape = Shape.of(1, 1, 1, 1).with(axis, counts.length);
        return like.through(Ops.data(shape, DType.FLOAT32, () -> counts)).to(like.dtype());
    }

    /** As {@link #adaptiveAvgPool2d(Tensor, int, int)} with a square result. */
    public static Tensor adaptiveAvgPool2d(Tensor input, int outputSize) {
        return adaptiveAvgPool2d(input, outputSize, outputSize);
    }

    /**
     * Averages over as many windows as the result is to have elements; they overlap where the sizes do not divide.
     *
     * <p>Shapes: input [N, C, H, W] or [C, H, W]; result [N, C, outputHeight, outputWidth].
     *
     * @throws ShapeException with PyTorch's words if the input has another number of axes
     * @throws IllegalArgumentException with PyTorch's words if a size is negative
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.adaptive_avg_pool2d.html">
     *     adaptive_avg_pool2d</a>
     */
    public static Tensor adaptiveAvgPool2d(Tensor input, int outputHeight, int outputWidth) {
        if (input.dim() != 3 && input.dim() != 4) {
            throw new ShapeException("adaptive_avg_pool2d(): Expected 3D or 4D tensor, but got " + input.shape()
                    + "\n  Hint: the axes are [N, C, H, W]; unsqueeze adds one.");
        }
        if (outputHeight < 0 || outputWidth < 0) {
            throw new IllegalArgumentException(
                    "adaptive_avg_pool2d: elements of output_size must be greater than or equal"
                            + " to 0 but received {" + outputHeight + ", " + outputWidth + "}"
                            + "\n  Hint: 1 averages the whole picture.");
        }
        if (outputHeight == 1 && outputWidth == 1) {
            return input.mean(new int[] {-2, -1}, true);
        }
        return Scope.within("adaptive_avg_pool2d", () -> {
            Tensor columns =
                    input.matmul(averages(input, input.size(-1), outputWidth).t());
            return averages(input, input.size(-2), outputHeight).matmul(columns);
        });
    }

    /** The matrix [output, extent] that averages: each row has equal weights over its window. */
    private static Tensor averages(Tensor like, int extent, int output) {
        double[] weights = new double[output * extent];
        for (int i = 0; i < output; i++) {
            int start = (int) ((long) i * extent / output);
            int end = (int) (((long) (i + 1) * extent + output - 1) / output);
            for (int k = start; k < end; k++) {
                weights[i * extent + k] = 1.0 / (end - start);
            }
        }
        Shape shape = Shape.of(output, extent);
        LeafOp.Contents data = () -> weights;
        return like.through(
                like.dtype() == DType.FLOAT64
                        ? Ops.data(shape, DType.FLOAT64, data)
                        : Ops.data(shape, DType.FLOAT32, () -> floats(weights)));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** What is made of the windows of pictures [N, C, H, W]. */
    private interface Pooled {
        Tensor of(Tensor pictures, Window window);
    }

    private static Tensor pooled(Tensor input, Pooling how, String name, Pooled pooled) {
        if (input.dim() != 3 && input.dim() != 4) {
            throw new ShapeException("non-empty 3D or 4D (batch mode) tensor expected for input"
                    + "\n  Hint: the axes are [N, C, H, W], but the input is " + input.shape()
                    + "; unsqueeze adds one.");
        }
        Shape shape = input.shape();
        Window window = how.window(shape.get(-3), shape.get(-2), shape.get(-1));
        return Scope.within(name, () -> {
            Tensor pictures = input.dim() == 4 ? input : input.unsqueeze(0);
            Tensor result = pooled.of(pictures, window);
            return input.dim() == 4 ? result : result.squeeze(0);
        });
    }

    private static Pair kernel(String operation, int[] kernelSize) {
        if (kernelSize.length != 2) {
            throw new IllegalArgumentException(operation
                    + ": kernel_size must either be a single int, or a tuple of two ints"
                    + "\n  Hint: {rows, columns}; here are " + kernelSize.length + " numbers.");
        }
        return Pair.of(kernelSize);
    }
}
