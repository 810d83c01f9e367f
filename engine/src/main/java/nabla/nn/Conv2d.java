package nabla.nn;

import java.util.List;
import nabla.Tensor;
import nabla.io.Json;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of pictures with learned kernels, or rather a cross-correlation: the kernels are not turned.
 *
 * <p>Shapes: input [N, inChannels, H, W] or [inChannels, H, W], output [N, outChannels, (H + 2·padding − dilation (kernel −
 * 1) − 1)/stride + 1, the same for W]; weight [outChannels, inChannels / groups, kernel height, kernel width], bias
 * [outChannels]. Both start uniform in ±1/√n, where n is how many inputs a neuron has, the weight drawn first.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Conv2d.html">torch.nn.Conv2d</a>
 */
public final class Conv2d extends ConvolutionLayer {
    private final Pair kernelSize;
    private final Options options;

    /** Makes a layer of square kernels with stride 1, no padding and a bias. */
    public Conv2d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, kernelSize, options());
    }

    /** Makes a layer of square kernels. */
    public Conv2d(int inChannels, int outChannels, int kernelSize, Options options) {
        this(inChannels, outChannels, Pair.both(kernelSize), options, Start.RANDOM);
    }

    /** Makes a layer of kernels of {height, width}. */
    public Conv2d(int inChannels, int outChannels, int[] kernelSize, Options options) {
        this(inChannels, outChannels, Pair.of(kernelSize), options, Start.RANDOM);
    }

    Conv2d(int inChannels, int outChannels, Pair kernelSize, Options options, Start start) {
        super(
                inChannels,
                outChannels,
                options.groups,
                false,
                options.bias,
                start,
                kernelSize.height(),
                kernelSize.width());
        this.kernelSize = kernelSize;
        this.options = options;
        if (options.padding == null && !options.stride.equals(Pair.both(1))) {
            throw new IllegalArgumentException("padding='same' is not supported for strided convolutions"
                    + "\n  Hint: with a stride of " + options.stride + " give the padding as a number.");
        }
    }

    /** Returns PyTorch's defaults, to be changed: {@code Conv2d.options().padding(2).bias(false)}. */
    public static Options options() {
        return new Options(Pair.both(1), Pair.both(0), Pair.both(1), 1, true);
    }

    /** Returns the convolution of {@code input}. */
    @Override
    public Tensor forward(Tensor input) {
        return F.conv2d(input, weight, bias, options);
    }

    @Override
    protected String extraRepr() {
        List<String> text = printed(kernelSize.toString(), options.stride.toString());
        if (!Pair.both(0).equals(options.padding)) {
            text.add("padding=" + (options.padding == null ? "same" : options.padding.toString()));
        }
        if (!options.dilation.equals(Pair.both(1))) {
            text.add("dilation=" + options.dilation);
        }
        return printed(text, options.groups);
    }

    @Override
    void describe(Description out) {
        out.tell("inChannels", inChannels)
                .tell("outChannels", outChannels)
                .tell("kernelSize", kernelSize)
                .tell("stride", options.stride)
                .tell("padding", options.padding == null ? Json.of("same") : options.padding.json(), "")
                .tell("dilation", options.dilation)
                .tell("groups", options.groups)
                .tell("bias", options.bias);
    }

    /**
     * What may be told.
     *
     * @param stride how far the kernel moves
     * @param padding zeros around the picture; null for as many as keep its size, PyTorch's {@code "same"}
     * @param dilation how far apart the kernel's elements are
     * @param groups how many groups of channels do not see each other
     * @param bias whether there is one
     */
    public record Options(Pair stride, @Nullable Pair padding, Pair dilation, int groups, boolean bias) {
        /** Returns these options with another stride. */
        public Options stride(int stride) {
            return new Options(Pair.both(stride), padding, dilation, groups, bias);
        }

        /** Returns these options with another stride. */
        public Options stride(int height, int width) {
            return new Options(new Pair(height, width), padding, dilation, groups, bias);
        }

        /** Returns these options with another padding. */
        public Options padding(int padding) {
            return new Options(stride, Pair.both(padding), dilation, groups, bias);
        }

        /** Returns these options with another padding. */
        public Options padding(int height, int width) {
            return new Options(stride, new Pair(height, width), dilation, groups, bias);
        }

        /**
         * Returns these options with the padding {@code "same"}, which keeps the picture's size, or {@code "valid"}, none.
         *
         * @throws IllegalArgumentException with PyTorch's words for another word
         */
        public Options padding(String padding) {
            Pair known = padding.equals("valid") ? Pair.both(0) : null;
            if (known == null && !padding.equals("same")) {
                throw new IllegalArgumentException("Invalid padding string '" + padding
                        + "', should be one of {'valid', 'same'}\n  Hint: or a number of rows and columns.");
            }
            return new Options(stride, known, dilation, groups, bias);
        }

        /** Returns these options with another dilation. */
        public Options dilation(int dilation) {
            return new Options(stride, padding, Pair.both(dilation), groups, bias);
        }

        /** Returns these options with another dilation. */
        public Options dilation(int height, int width) {
            return new Options(stride, padding, new Pair(height, width), groups, bias);
        }

        /** Returns these options with another number of groups. */
        public Options groups(int groups) {
            return new Options(stride, padding, dilation, groups, bias);
        }

        /** Returns these options with a bias or without. */
        public Options bias(boolean bias) {
            return new Options(stride, padding, dilation, groups, bias);
        }
    }
}
