package nabla.nn;

import nabla.Tensor;
import nabla.op.DType;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ReduceOp;
import nabla.op.Scope;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.op.Window;
import org.jspecify.annotations.Nullable;

/**
 * What layers and losses compute, as functions of tensors.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/nn.functional.html">torch.nn.functional</a>
 */
public final class F {
    private F() {}

    /** max(x, 0) of each element. */
    public static Tensor relu(Tensor input) {
        return input.relu();
    }

    /**
     * {@code input weightᵀ + bias}. Shapes: input [*, K], weight [N, K], bias [N] or null; result [*, N].
     *
     * @throws ShapeException with PyTorch's words if K differs
     */
    public static Tensor linear(Tensor input, Tensor weight, @Nullable Tensor bias) {
        Scope scope = Scope.enter(bias != null && input.dim() == 2 ? "addmm" : "linear");
        try {
            Tensor product = input.matmul(weight.t());
            return bias == null ? product : product.add(bias);
        } finally {
            scope.exit();
        }
    }

    /**
     * Two-dimensional convolution without dilation or groups.
     *
     * <p>Shapes: input [N, C, H, W], weight [O, C, kernel rows, kernel columns], bias [O] or null; result [N, O,
     * (H + 2·padding − rows)/stride + 1, the same for W].
     *
     * @param stride {down, right}
     * @param padding {above and below, left and right}
     * @throws ShapeException if the channels differ or the kernel is larger than the padded picture
     */
    public static Tensor conv2d(Tensor input, Tensor weight, @Nullable Tensor bias, int[] stride, int[] padding) {
        Shape picture = input.shape();
        Shape kernel = weight.shape();
        if (picture.rank() != 4 || kernel.rank() != 4 || picture.get(1) != kernel.get(1)) {
            throw new ShapeException("conv2d: input " + picture + ", weight " + kernel
                    + ": the input is [N, C, H, W] and the weight [O, C, rows, columns] with the same C."
                    + "\n  Hint: pictures of one channel are [N, 1, H, W]; unsqueeze(1) adds the axis.");
        }
        Window window = new Window(kernel.get(2), kernel.get(3), stride[0], stride[1], padding[0], padding[1], 1, 1);
        if (window.outputHeight(picture.get(2)) < 1 || window.outputWidth(picture.get(3)) < 1) {
            throw new ShapeException("conv2d: Kernel size can't be greater than actual input size: input " + picture
                    + ", weight " + kernel + ", padding (" + padding[0] + ", " + padding[1] + ").");
        }
        Scope scope = Scope.enter("convolution");
        try {
            Tensor product = input.through(Ops.convolution(input.node(), weight.node(), window, 1));
            return bias == null ? product : product.add(bias.view(-1, 1, 1));
        } finally {
            scope.exit();
        }
    }

    /**
     * The greatest value in each window of a picture. The gradient goes to the first of equal values.
     *
     * <p>Shapes: input [N, C, H, W]; result [N, C, (H − rows)/stride + 1, the same for W].
     *
     * @param kernelSize {rows, columns}
     * @param stride {down, right}
     */
    public static Tensor maxPool2d(Tensor input, int[] kernelSize, int[] stride) {
        Shape picture = input.shape();
        Window window = Window.of(kernelSize[0], kernelSize[1], stride[0], stride[1]);
        if (picture.rank() != 4 || window.outputHeight(picture.get(2)) < 1 || window.outputWidth(picture.get(3)) < 1) {
            throw new ShapeException("max_pool2d: input " + picture + ", window " + kernelSize[0] + "x" + kernelSize[1]
                    + ": the input is [N, C, H, W] with H and W at least the window's.");
        }
        Scope scope = Scope.enter("max_pool2d_with_indices");
        try {
            Node windows = Ops.windows(input.node(), window, Double.NEGATIVE_INFINITY);
            return input.through(Ops.reduce(ReduceOp.Kind.FIRST_MAXIMUM, windows, 4, 5));
        } finally {
            scope.exit();
        }
    }

    /** As {@link #maxPool2d(Tensor, int[], int[])} with square windows side by side. */
    public static Tensor maxPool2d(Tensor input, int kernelSize) {
        return maxPool2d(input, new int[] {kernelSize, kernelSize}, new int[] {kernelSize, kernelSize});
    }

    /** e^x over its sum along an axis, without overflow. */
    public static Tensor softmax(Tensor input, int dim) {
        Scope scope = Scope.enter("softmax");
        try {
            Tensor exp = input.sub(input.detach().amax(dim, true)).exp();
            return exp.div(exp.sum(dim, true));
        } finally {
            scope.exit();
        }
    }

    /** The logarithm of {@link #softmax}, without underflow. */
    public static Tensor logSoftmax(Tensor input, int dim) {
        Scope scope = Scope.enter("log_softmax");
        try {
            Tensor shifted = input.sub(input.detach().amax(dim, true));
            return shifted.sub(shifted.exp().sum(dim, true).log());
        } finally {
            scope.exit();
        }
    }

    /** Negative log-likelihood, averaged over the batch. Shapes: input [N, C] of log-probabilities, target [N]. */
    public static Tensor nllLoss(Tensor input, Tensor target) {
        return nllLoss(input, target, Reduction.MEAN);
    }

    /**
     * Negative log-likelihood of the right classes, in nats.
     *
     * <p>Shapes: input [N, C] of log-probabilities, target int64 [N] in [0, C); result [] or, unreduced, [N].
     *
     * @throws ShapeException if the batch sizes differ
     */
    public static Tensor nllLoss(Tensor input, Tensor target, Reduction reduction) {
        if (input.dim() != 2 || target.dim() != 1 || input.size(0) != target.size(0)) {
            throw new ShapeException("nll_loss: Expected input batch_size (" + (input.dim() == 0 ? 0 : input.size(0))
                    + ") to match target batch_size (" + (target.dim() == 0 ? 0 : target.size(0)) + "): input "
                    + input.shape() + ", target " + target.shape() + ". Hint: the input is [N, C], the target [N].");
        }
        if (target.dtype() != DType.INT64) {
            throw new IllegalArgumentException("nll_loss: the target holds class indices and must be int64, but it is "
                    + target.dtype() + ". Hint: to(DType.INT64).");
        }
        Scope scope = Scope.enter("nll_loss");
        try {
            Tensor losses = input.gather(1, target.unsqueeze(1)).squeeze(1).neg();
            return reduced(losses, reduction);
        } finally {
            scope.exit();
        }
    }

    /** Cross-entropy between logits and classes, averaged over the batch. */
    public static Tensor crossEntropy(Tensor input, Tensor target) {
        return crossEntropy(input, target, Reduction.MEAN);
    }

    /**
     * Cross-entropy between logits and class indices, in nats: {@link #nllLoss} of {@link #logSoftmax}.
     *
     * <p>Shapes: input [N, C], target int64 [N] in [0, C); result [] or, unreduced, [N].
     *
     * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html">torch</a>
     */
    public static Tensor crossEntropy(Tensor input, Tensor target, Reduction reduction) {
        return nllLoss(logSoftmax(input, -1), target, reduction);
    }

    /** Mean squared error. */
    public static Tensor mseLoss(Tensor input, Tensor target) {
        return mseLoss(input, target, Reduction.MEAN);
    }

    /** (input − target)² of each element, reduced. */
    public static Tensor mseLoss(Tensor input, Tensor target, Reduction reduction) {
        Scope scope = Scope.enter("mse_loss");
        try {
            return reduced(input.sub(target).square(), reduction);
        } finally {
            scope.exit();
        }
    }

    private static Tensor reduced(Tensor losses, Reduction reduction) {
        return switch (reduction) {
            case MEAN -> losses.mean();
            case SUM -> losses.sum();
            case NONE -> losses;
        };
    }
}
