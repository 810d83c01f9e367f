package nabla.nn;

import nabla.Tensor;
import nabla.op.Ops;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.op.Window;
import org.jspecify.annotations.Nullable;

/**
 * One way to slide kernels over pictures, with PyTorch's checks.
 *
 * @param operation as messages name it
 * @param axes 2 for pictures, 1 for signals, which are pictures of height 1
 */
record Convolving(String operation, int axes, Conv2d.Options options) {
    /**
     * Returns the convolution.
     *
     * @param given the input as the caller gave it, for messages
     * @param pictures [N, C, H, W]
     */
    Tensor apply(Tensor given, Tensor pictures, Tensor weight, @Nullable Tensor bias) {
        Shape kernel = weight.shape();
        if (kernel.rank() != 4) {
            throw new ShapeException(operation + ": the weight " + kernel + " must have " + (axes + 2) + " axes."
                    + "\n  Hint: they are output channels, input channels / groups, and the kernel's size.");
        }
        int channels = kernel.get(1) * options.groups();
        if (channels != pictures.size(1)) {
            throw new ShapeException("Given groups=" + options.groups() + ", weight of size " + shown(kernel)
                    + ", expected input" + given.shape() + " to have " + channels + " channels, but got "
                    + pictures.size(1) + " channels instead"
                    + "\n  Hint: pictures of one channel are [N, 1, H, W]; unsqueeze(1) adds the axis.");
        }
        if (kernel.get(0) % options.groups() != 0) {
            throw new ShapeException("Given groups=" + options.groups() + ", expected weight to be divisible by "
                    + options.groups() + " at dimension 0, but got weight of size " + shown(kernel) + " instead"
                    + "\n  Hint: each group makes as many output channels as the others.");
        }
        checkBias(bias, kernel.get(0), kernel);
        Window window = window(kernel);
        if (window.outputHeight(pictures.size(2)) < 1 || window.outputWidth(pictures.size(3)) < 1) {
            throw tooLarge(window, pictures.shape());
        }
        Tensor product = pictures.through(Ops.convolution(pictures.node(), weight.node(), window, options.groups()));
        return bias == null ? product : product.add(bias.view(-1, 1, 1));
    }

    /** The sliding window; with padding "same" the picture gets what it needs, one more below than above if it is odd. */
    private Window window(Shape kernel) {
        Pair stride = options.stride();
        Pair dilation = options.dilation();
        Pair padding = options.padding();
        int aroundHeight = dilation.height() * (kernel.get(2) - 1);
        int aroundWidth = dilation.width() * (kernel.get(3) - 1);
        Pair least = padding == null ? new Pair(aroundHeight / 2, aroundWidth / 2) : padding;
        checkSteps(stride, least);
        if (padding == null && !stride.equals(Pair.both(1))) {
            throw new IllegalArgumentException("padding='same' is not supported for strided convolutions"
                    + "\n  Hint: with a stride of " + stride + " give the padding as a number.");
        }
        return new Window(
                kernel.get(2),
                kernel.get(3),
                stride.height(),
                stride.width(),
                least.height(),
                least.width(),
                dilation.height(),
                dilation.width(),
                padding == null ? aroundHeight % 2 : 0,
                padding == null ? aroundWidth % 2 : 0);
    }

    private ShapeException tooLarge(Window window, Shape pictures) {
        int height = pictures.get(2) + 2 * window.paddingHeight();
        int width = pictures.get(3) + 2 * window.paddingWidth();
        int rows = window.dilationHeight() * (window.height() - 1) + 1;
        int columns = window.dilationWidth() * (window.width() - 1) + 1;
        return new ShapeException("Calculated padded input size per channel: " + sizes(height, width)
                + ". Kernel size: " + sizes(rows, columns)
                + ". Kernel size can't be greater than actual input size"
                + "\n  Hint: a smaller kernel, more padding or a larger picture.");
    }

    private String sizes(int height, int width) {
        return axes == 1 ? "(" + width + ")" : "(" + height + " x " + width + ")";
    }

    private Shape shown(Shape kernel) {
        return axes == 1 ? kernel.without(2) : kernel;
    }

    static void checkBias(@Nullable Tensor bias, int channels, Shape kernel) {
        if (bias != null && (bias.dim() != 1 || bias.numel() != channels)) {
            throw new ShapeException(
                    "Given weight of size " + kernel + ", expected bias to be 1-dimensional with " + channels
                            + " elements, but got bias of size " + bias.shape() + " instead"
                            + "\n  Hint: the bias has one number for each output channel.");
        }
    }

    static void checkSteps(Pair stride, Pair padding) {
        if (stride.height() < 1 || stride.width() < 1) {
            throw new IllegalArgumentException(
                    "non-positive stride is not supported\n  Hint: the stride " + stride + " must be 1 or more.");
        }
        if (padding.height() < 0 || padding.width() < 0) {
            throw new IllegalArgumentException(
                    "negative padding is not supported\n  Hint: the padding " + padding + " must be 0 or more.");
        }
    }
}
