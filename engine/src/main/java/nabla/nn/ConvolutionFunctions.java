package nabla.nn;

import nabla.Tensor;
import nabla.op.Ops;
import nabla.op.Scope;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.op.Window;
import org.jspecify.annotations.Nullable;

/** Products: of matrices, and of pictures with sliding kernels. */
abstract class ConvolutionFunctions extends ActivationFunctions {
    ConvolutionFunctions() {}

    /** {@code input weightᵀ}: {@link #linear(Tensor, Tensor, Tensor)} without bias. */
    public static Tensor linear(Tensor input, Tensor weight) {
        return linear(input, weight, null);
    }

    /**
     * {@code input weightᵀ + bias}. Shapes: input [*, K], weight [N, K], bias [N] or null; result [*, N].
     *
     * @throws ShapeException with PyTorch's words if K differs
     */
    public static Tensor linear(Tensor input, Tensor weight, @Nullable Tensor bias) {
        if (input.dim() > 0 && weight.dim() == 2 && input.size(-1) != weight.size(1)) {
            int rows = input.size(-1) == 0 ? 0 : input.numel() / input.size(-1);
            throw new ShapeException("mat1 and mat2 shapes cannot be multiplied (" + rows + "x" + input.size(-1)
                    + " and "
                    + weight.size(1) + "x" + weight.size(0) + ")\n  Hint: the layer wants inputs of " + weight.size(1)
                    + " features; the last axis of " + input.shape() + " has " + input.size(-1) + ".");
        }
        if (bias == null) {
            return input.matmul(weight.t());
        }
        if (input.dim() == 3 && input.isContiguous()) {
            Tensor rows = linear(input.view(-1, input.size(2)), weight, bias);
            return rows.view(input.size(0), input.size(1), weight.size(0));
        }
        Tensor turned = weight.t();
        if (input.dim() != 2) {
            return input.matmul(turned).add(bias);
        }
        return Scope.within("addmm", () -> input.matmul(turned).add(bias));
    }

    /** {@link #conv1d(Tensor, Tensor, Tensor, Conv1d.Options)} with stride 1 and no padding. */
    public static Tensor conv1d(Tensor input, Tensor weight, @Nullable Tensor bias) {
        return conv1d(input, weight, bias, Conv1d.options());
    }

    /**
     * One-dimensional convolution: of signals along time.
     *
     * <p>Shapes: input [N, C, L] or [C, L], weight [O, C / groups, k], bias [O] or null; result [N, O, (L + 2·padding −
     * dilation (k − 1) − 1)/stride + 1].
     *
     * @throws ShapeException with PyTorch's words if the shapes do not fit
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.conv1d.html">conv1d</a>
     */
    public static Tensor conv1d(Tensor input, Tensor weight, @Nullable Tensor bias, Conv1d.Options options) {
        checkRank("conv1d", input, 2);
        Tensor signals = input.dim() == 3 ? input : input.unsqueeze(0);
        Convolving how = new Convolving("conv1d", 1, options.asPicture());
        Tensor result = Scope.within(
                "convolution",
                () -> how.apply(input, signals.unsqueeze(2), weight.unsqueeze(2), bias)
                        .squeeze(2));
        return input.dim() == 3 ? result : result.squeeze(0);
    }

    /** {@link #conv2d(Tensor, Tensor, Tensor, Conv2d.Options)} with stride 1 and no padding. */
    public static Tensor conv2d(Tensor input, Tensor weight, @Nullable Tensor bias) {
        return conv2d(input, weight, bias, Conv2d.options());
    }

    /**
     * As {@link #conv2d(Tensor, Tensor, Tensor, Conv2d.Options)}.
     *
     * @param stride {down, right}
     * @param padding {above and below, left and right}
     */
    public static Tensor conv2d(Tensor input, Tensor weight, @Nullable Tensor bias, int[] stride, int[] padding) {
        return conv2d(
                input,
                weight,
                bias,
                Conv2d.options().stride(stride[0], stride[1]).padding(padding[0], padding[1]));
    }

    /**
     * Two-dimensional convolution: of pictures.
     *
     * <p>Shapes: input [N, C, H, W] or [C, H, W], weight [O, C / groups, rows, columns], bias [O] or null; result [N, O, (H
     * + 2·padding − dilation (rows − 1) − 1)/stride + 1, the same for W].
     *
     * @throws ShapeException with PyTorch's words if the shapes do not fit
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.conv2d.html">conv2d</a>
     */
    public static Tensor conv2d(Tensor input, Tensor weight, @Nullable Tensor bias, Conv2d.Options options) {
        checkRank("conv2d", input, 3);
        Tensor pictures = input.dim() == 4 ? input : input.unsqueeze(0);
        Convolving how = new Convolving("conv2d", 2, options);
        Tensor result = Scope.within("convolution", () -> how.apply(input, pictures, weight, bias));
        return input.dim() == 4 ? result : result.squeeze(0);
    }

    /** {@link #convTranspose2d(Tensor, Tensor, Tensor, ConvTranspose2d.Options)} with stride 1 and no padding. */
    public static Tensor convTranspose2d(Tensor input, Tensor weight, @Nullable Tensor bias) {
        return convTranspose2d(input, weight, bias, ConvTranspose2d.options());
    }

    /**
     * What sends gradients back through a convolution, as an operation of its own: pictures become larger.
     *
     * <p>Shapes: input [N, C, H, W] or [C, H, W], weight [C, O / groups, rows, columns], bias [O] or null; result [N, O, (H
     * − 1) stride − 2·padding + dilation (rows − 1) + outputPadding + 1, the same for W].
     *
     * @throws ShapeException with PyTorch's words if the shapes do not fit
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.functional.conv_transpose2d.html">
     *     conv_transpose2d</a>
     */
    public static Tensor convTranspose2d(
            Tensor input, Tensor weight, @Nullable Tensor bias, ConvTranspose2d.Options options) {
        checkRank("conv_transpose2d", input, 3);
        Tensor pictures = input.dim() == 4 ? input : input.unsqueeze(0);
        Tensor result = Scope.within("convolution", () -> transposed(input, pictures, weight, bias, options));
        return input.dim() == 4 ? result : result.squeeze(0);
    }

    private static Tensor transposed(
            Tensor input, Tensor pictures, Tensor weight, @Nullable Tensor bias, ConvTranspose2d.Options options) {
        Shape kernel = weight.shape();
        if (kernel.rank() != 4 || kernel.get(0) != pictures.size(1)) {
            throw new ShapeException("Given transposed=1, weight of size " + kernel + ", expected input" + input.shape()
                    + " to have " + (kernel.rank() == 0 ? 0 : kernel.get(0)) + " channels, but got " + pictures.size(1)
                    + " channels instead\n  Hint: the weight is [input channels, output channels, rows, columns].");
        }
        Convolving.checkBias(bias, kernel.get(1) * options.groups(), kernel);
        Pair stride = options.stride();
        Pair padding = options.padding();
        Pair dilation = options.dilation();
        Pair more = options.outputPadding();
        Convolving.checkSteps(stride, padding);
        if (more.height() >= Math.max(stride.height(), dilation.height())
                || more.width() >= Math.max(stride.width(), dilation.width())) {
            throw new ShapeException("output padding must be smaller than either stride or dilation, but got"
                    + " output_padding_height: " + more.height() + " output_padding_width: " + more.width()
                    + " stride_height: " + stride.height() + " stride_width: " + stride.width() + " dilation_height: "
                    + dilation.height() + " dilation_width: " + dilation.width()
                    + "\n  Hint: it only chooses among the sizes that the stride rounds down to the same.");
        }
        Window window = new Window(
                kernel.get(2),
                kernel.get(3),
                stride.height(),
                stride.width(),
                padding.height(),
                padding.width(),
                dilation.height(),
                dilation.width(),
                -more.height(),
                -more.width());
        int height = window.pictureHeight(pictures.size(2));
        int width = window.pictureWidth(pictures.size(3));
        if (height < 1 || width < 1) {
            throw new ShapeException("Given input size per channel: (" + pictures.size(2) + " x " + pictures.size(3)
                    + "). Calculated output size per channel: (" + height + " x " + width
                    + "). Output size is too small\n  Hint: less padding leaves more.");
        }
        Tensor product = pictures.through(
                Ops.transposedConvolution(pictures.node(), weight.node(), window, options.groups(), height, width));
        return bias == null ? product : product.add(bias.view(-1, 1, 1));
    }

    private static void checkRank(String operation, Tensor input, int unbatched) {
        if (input.dim() != unbatched && input.dim() != unbatched + 1) {
            throw new ShapeException("Expected " + unbatched + "D (unbatched) or " + (unbatched + 1)
                    + "D (batched) input to " + operation + ", but got input of size: " + input.shape()
                    + "\n  Hint: the axes are " + (unbatched == 3 ? "[N, C, H, W]" : "[N, C, L]")
                    + "; unsqueeze adds one.");
        }
    }
}
