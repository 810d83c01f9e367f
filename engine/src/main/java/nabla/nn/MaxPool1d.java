package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The largest number in each window of a signal.
 *
 * <p>Shapes: input [N, C, L] or [C, L], output [N, C, (L + 2·padding − dilation (kernel − 1) − 1)/stride + 1].
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MaxPool1d.html">torch.nn.MaxPool1d</a>
 */
public final class MaxPool1d extends Layer {
    private final int kernelSize;
    private final Options options;

    /** Makes a layer of windows that lie side by side. */
    public MaxPool1d(int kernelSize) {
        this(kernelSize, options());
    }

    /** Makes a layer. */
    public MaxPool1d(int kernelSize, Options options) {
        this.kernelSize = kernelSize;
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code MaxPool1d.options().stride(2)}. */
    public static Options options() {
        return new Options(null, 0, 1, false);
    }

    /** Returns the largest number of each window. */
    @Override
    public Tensor forward(Tensor input) {
        return F.maxPool1d(input, kernelSize, options);
    }

    @Override
    void describe(Description out) {
        out.tell("kernelSize", kernelSize)
                .tell("stride", options.stride == null ? kernelSize : options.stride)
                .tell("padding", options.padding)
                .tell("dilation", options.dilation)
                .tell("ceilMode", options.ceilMode);
    }

    /**
     * What may be told.
     *
     * @param stride how far the window moves; null for its size
     * @param padding places around the signal that never win
     * @param dilation how far apart the window's elements are
     * @param ceilMode whether a last window that reaches beyond the signal counts
     */
    public record Options(@Nullable Integer stride, int padding, int dilation, boolean ceilMode) {
        /** Returns these options with another stride. */
        public Options stride(int stride) {
            return new Options(stride, padding, dilation, ceilMode);
        }

        /** Returns these options with another padding. */
        public Options padding(int padding) {
            return new Options(stride, padding, dilation, ceilMode);
        }

        /** Returns these options with another dilation. */
        public Options dilation(int dilation) {
            return new Options(stride, padding, dilation, ceilMode);
        }

        /** Returns these options; the number of windows is rounded up, or not. */
        public Options ceilMode(boolean ceilMode) {
            return new Options(stride, padding, dilation, ceilMode);
        }

        /** The same for pictures of height 1. */
        MaxPool2d.Options asPicture(int kernelSize) {
            int step = stride == null ? kernelSize : stride;
            return new MaxPool2d.Options(new Pair(1, step), new Pair(0, padding), new Pair(1, dilation), ceilMode);
        }
    }
}
