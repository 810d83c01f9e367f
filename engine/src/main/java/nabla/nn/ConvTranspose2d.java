package nabla.nn;

import java.util.List;
import nabla.Tensor;

/**
 * A transposed convolution with learned kernels: what a convolution makes small it makes large again.
 *
 * <p>Shapes: input [N, inChannels, H, W] or [inChannels, H, W], output [N, outChannels, (H − 1) stride − 2·padding +
 * dilation (kernel − 1) + outputPadding + 1, the same for W]; weight [inChannels, outChannels / groups, kernel height,
 * kernel width], bias [outChannels].
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.ConvTranspose2d.html">torch.nn.ConvTranspose2d</a>
 */
public final class ConvTranspose2d extends ConvolutionLayer {
    private final Pair kernelSize;
    private final Options options;

    /** Makes a layer of square kernels with stride 1, no padding and a bias. */
    public ConvTranspose2d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, kernelSize, options());
    }

    /** Makes a layer of square kernels. */
    public ConvTranspose2d(int inChannels, int outChannels, int kernelSize, Options options) {
        this(inChannels, outChannels, Pair.both(kernelSize), options, Start.RANDOM);
    }

    /** Makes a layer of kernels of {height, width}. */
    public ConvTranspose2d(int inChannels, int outChannels, int[] kernelSize, Options options) {
        this(inChannels, outChannels, Pair.of(kernelSize), options, Start.RANDOM);
    }

    ConvTranspose2d(int inChannels, int outChannels, Pair kernelSize, Options options, Start start) {
        super(
                inChannels,
                outChannels,
                options.groups,
                true,
                options.bias,
                start,
                kernelSize.height(),
                kernelSize.width());
        this.kernelSize = kernelSize;
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code ConvTranspose2d.options().stride(2).padding(1)}. */
    public static Options options() {
        return new Options(Pair.both(1), Pair.both(0), Pair.both(0), Pair.both(1), 1, true);
    }

    /** Returns the transposed convolution of {@code input}. */
    @Override
    public Tensor forward(Tensor input) {
        return F.convTranspose2d(input, weight, bias, options);
    }

    @Override
    protected String extraRepr() {
        List<String> text = printed(kernelSize.toString(), options.stride.toString());
        if (!options.padding.equals(Pair.both(0))) {
            text.add("padding=" + options.padding);
        }
        if (!options.dilation.equals(Pair.both(1))) {
            text.add("dilation=" + options.dilation);
        }
        if (!options.outputPadding.equals(Pair.both(0))) {
            text.add("output_padding=" + options.outputPadding);
        }
        return printed(text, options.groups);
    }

    @Override
    void describe(Description out) {
        out.tell("inChannels", inChannels)
                .tell("outChannels", outChannels)
                .tell("kernelSize", kernelSize)
                .tell("stride", options.stride)
                .tell("padding", options.padding)
                .tell("outputPadding", options.outputPadding)
                .tell("dilation", options.dilation)
                .tell("groups", options.groups)
                .tell("bias", options.bias);
    }

    /**
     * What may be told.
     *
     * @param stride how far apart the inputs' kernels lie on the output
     * @param padding what is cut off around the output
     * @param outputPadding what the output has more at the end of each axis
     * @param dilation how far apart the kernel's elements are
     * @param groups how many groups of channels do not see each other
     * @param bias whether there is one
     */
    public record Options(Pair stride, Pair padding, Pair outputPadding, Pair dilation, int groups, boolean bias) {
        /** Returns these options with another stride. */
        public Options stride(int stride) {
            return new Options(Pair.both(stride), padding, outputPadding, dilation, groups, bias);
        }

        /** Returns these options with another stride. */
        public Options stride(int height, int width) {
            return new Options(new Pair(height, width), padding, outputPadding, dilation, groups, bias);
        }

        /** Returns these options with another padding. */
        public Options padding(int padding) {
            return new Options(stride, Pair.both(padding), outputPadding, dilation, groups, bias);
        }

        /** Returns these options with another padding. */
        public Options padding(int height, int width) {
            return new Options(stride, new Pair(height, width), outputPadding, dilation, groups, bias);
        }

        /** Returns these options with another padding of the output. */
        public Options outputPadding(int outputPadding) {
            return new Options(stride, padding, Pair.both(outputPadding), dilation, groups, bias);
        }

        /** Returns these options with another padding of the output. */
        public Options outputPadding(int height, int width) {
            return new Options(stride, padding, new Pair(height, width), dilation, groups, bias);
        }

        /** Returns these options with another dilation. */
        public Options dilation(int dilation) {
            return new Options(stride, padding, outputPadding, Pair.both(dilation), groups, bias);
        }

        /** Returns these options with another dilation. */
        public Options dilation(int height, int width) {
            return new Options(stride, padding, outputPadding, new Pair(height, width), groups, bias);
        }

        /** Returns these options with another number of groups. */
        public Options groups(int groups) {
            return new Options(stride, padding, outputPadding, dilation, groups, bias);
        }

        /** Returns these options with a bias or without. */
        public Options bias(boolean bias) {
            return new Options(stride, padding, outputPadding, dilation, groups, bias);
        }
    }
}
