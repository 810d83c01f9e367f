package nabla.nn;

import java.util.List;
import nabla.Tensor;

/**
 * A convolution of signals with learned kernels, along the last axis.
 *
 * <p>Shapes: input [N, inChannels, L] or [inChannels, L], output [N, outChannels, (L + 2·padding − dilation (kernel − 1) −
 * 1)/stride + 1]; weight [outChannels, inChannels / groups, kernel], bias [outChannels].
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Conv1d.html">torch.nn.Conv1d</a>
 */
public final class Conv1d extends ConvolutionLayer {
    private final int kernelSize;
    private final Options options;

    /** Makes a layer with stride 1, no padding and a bias. */
    public Conv1d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, kernelSize, options());
    }

    /** Makes a layer. */
    public Conv1d(int inChannels, int outChannels, int kernelSize, Options options) {
        this(inChannels, outChannels, kernelSize, options, Start.RANDOM);
    }

    Conv1d(int inChannels, int outChannels, int kernelSize, Options options, Start start) {
        super(inChannels, outChannels, options.groups, false, options.bias, start, kernelSize);
        this.kernelSize = kernelSize;
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code Conv1d.options().padding(1).bias(false)}. */
    public static Options options() {
        return new Options(1, 0, 1, 1, true);
    }

    /** Returns the convolution of {@code input}. */
    @Override
    public Tensor forward(Tensor input) {
        return F.conv1d(input, weight, bias, options);
    }

    @Override
    protected String extraRepr() {
        List<String> text = printed(PythonText.tuple(kernelSize), PythonText.tuple(options.stride));
        if (options.padding != 0) {
            text.add("padding=" + PythonText.tuple(options.padding));
        }
        if (options.dilation != 1) {
            text.add("dilation=" + PythonText.tuple(options.dilation));
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
                .tell("dilation", options.dilation)
                .tell("groups", options.groups)
                .tell("bias", options.bias);
    }

    /**
     * What may be told.
     *
     * @param stride how far the kernel moves
     * @param padding zeros before and after the signal
     * @param dilation how far apart the kernel's elements are
     * @param groups how many groups of channels do not see each other
     * @param bias whether there is one
     */
    public record Options(int stride, int padding, int dilation, int groups, boolean bias) {
        /** Returns these options with another stride. */
        public Options stride(int stride) {
            return new Options(stride, padding, dilation, groups, bias);
        }

        /** Returns these options with another padding. */
        public Options padding(int padding) {
            return new Options(stride, padding, dilation, groups, bias);
        }

        /** Returns these options with another dilation. */
        public Options dilation(int dilation) {
            return new Options(stride, padding, dilation, groups, bias);
        }

        /** Returns these options with another number of groups. */
        public Options groups(int groups) {
            return new Options(stride, padding, dilation, groups, bias);
        }

        /** Returns these options with a bias or without. */
        public Options bias(boolean bias) {
            return new Options(stride, padding, dilation, groups, bias);
        }

        /** The same for pictures of height 1. */
        Conv2d.Options asPicture() {
            return new Conv2d.Options(new Pair(1, stride), new Pair(0, padding), new Pair(1, dilation), groups, bias);
        }
    }
}
