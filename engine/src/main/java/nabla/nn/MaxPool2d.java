package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The largest number in each window of a picture.
 *
 * <p>Shapes: input [N, C, H, W] or [C, H, W], output [N, C, (H + 2·padding − dilation (kernel − 1) − 1)/stride + 1, the same
 * for W].
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MaxPool2d.html">torch.nn.MaxPool2d</a>
 */
public final class MaxPool2d extends Layer {
    private final Pair kernelSize;
    private final Options options;

    /** Makes a layer of square windows that lie side by side. */
    public MaxPool2d(int kernelSize) {
        this(kernelSize, options());
    }

    /** Makes a layer of square windows, {@code stride} apart. */
    public MaxPool2d(int kernelSize, int stride) {
        this(kernelSize, options().stride(stride));
    }

    /** Makes a layer of square windows. */
    public MaxPool2d(int kernelSize, Options options) {
        this(Pair.both(kernelSize), options);
    }

    /** Makes a layer of windows of {height, width}. */
    public MaxPool2d(int[] kernelSize, Options options) {
        this(Pair.of(kernelSize), options);
    }

    /** Makes a layer of windows of this size. */
    public MaxPool2d(Pair kernelSize, Options options) {
        this.kernelSize = kernelSize;
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code MaxPool2d.options().stride(2).padding(1)}. */
    public static Options options() {
        return new Options(null, Pair.both(0), Pair.both(1), false);
    }

    /** Returns the largest number of each window. */
    @Override
    public Tensor forward(Tensor input) {
        return F.maxPool2d(input, kernelSize.toArray(), options);
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
     * @param padding rows and columns around the picture that never win
     * @param dilation how far apart the window's elements are
     * @param ceilMode whether a last window that reaches beyond the picture counts
     */
    public record Options(@Nullable Pair stride, Pair padding, Pair dilation, boolean ceilMode) {
        /** Returns these options with another stride. */
        public Options stride(int stride) {
            return new Options(Pair.both(stride), padding, dilation, ceilMode);
        }

        /** Returns these options with another stride. */
        public Options stride(int height, int width) {
            return new Options(new Pair(height, width), padding, dilation, ceilMode);
        }

        /** Returns these options with another padding. */
        public Options padding(int padding) {
            return new Options(stride, Pair.both(padding), dilation, ceilMode);
        }

        /** Returns these options with another padding. */
        public Options padding(int height, int width) {
            return new Options(stride, new Pair(height, width), dilation, ceilMode);
        }

        /** Returns these options with another dilation. */
        public Options dilation(int dilation) {
            return new Options(stride, padding, Pair.both(dilation), ceilMode);
        }

        /** Returns these options with another dilation. */
        public Options dilation(int height, int width) {
            return new Options(stride, padding, new Pair(height, width), ceilMode);
        }

        /** Returns these options; the number of windows is rounded up, or not. */
        public Options ceilMode(boolean ceilMode) {
            return new Options(stride, padding, dilation, ceilMode);
        }
    }
}
