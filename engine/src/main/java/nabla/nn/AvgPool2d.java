package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The average of each window of a picture.
 *
 * <p>Shapes: input [N, C, H, W] or [C, H, W], output [N, C, (H + 2·padding − kernel)/stride + 1, the same for W].
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.AvgPool2d.html">torch.nn.AvgPool2d</a>
 */
public final class AvgPool2d extends Layer {
    private final Pair kernelSize;
    private final Options options;

    /** Makes a layer of square windows that lie side by side. */
    public AvgPool2d(int kernelSize) {
        this(kernelSize, options());
    }

    /** Makes a layer of square windows. */
    public AvgPool2d(int kernelSize, Options options) {
        this(Pair.both(kernelSize), options);
    }

    /** Makes a layer of windows of {height, width}. */
    public AvgPool2d(int[] kernelSize, Options options) {
        this(Pair.of(kernelSize), options);
    }

    AvgPool2d(Pair kernelSize, Options options) {
        this.kernelSize = kernelSize;
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code AvgPool2d.options().padding(1).countIncludePad(false)}. */
    public static Options options() {
        return new Options(null, Pair.both(0), false, true);
    }

    /** Returns the average of each window. */
    @Override
    public Tensor forward(Tensor input) {
        return F.avgPool2d(input, kernelSize.toArray(), options);
    }

    @Override
    protected String extraRepr() {
        return new Description()
                .tell("kernelSize", kernelSize)
                .tell("stride", stride())
                .tell("padding", options.padding)
                .text();
    }

    @Override
    void describe(Description out) {
        out.tell("kernelSize", kernelSize)
                .tell("stride", stride())
                .tell("padding", options.padding)
                .tell("ceilMode", options.ceilMode)
                .tell("countIncludePad", options.countIncludePad);
    }

    private Pair stride() {
        return options.stride == null ? kernelSize : options.stride;
    }

    /**
     * What may be told.
     *
     * @param stride how far the window moves; null for its size
     * @param padding zeros around the picture
     * @param ceilMode whether a last window that reaches beyond the padding counts
     * @param countIncludePad whether padding counts in the average
     */
    public record Options(@Nullable Pair stride, Pair padding, boolean ceilMode, boolean countIncludePad) {
        /** Returns these options with another stride. */
        public Options stride(int stride) {
            return new Options(Pair.both(stride), padding, ceilMode, countIncludePad);
        }

        /** Returns these options with another stride. */
        public Options stride(int height, int width) {
            return new Options(new Pair(height, width), padding, ceilMode, countIncludePad);
        }

        /** Returns these options with another padding. */
        public Options padding(int padding) {
            return new Options(stride, Pair.both(padding), ceilMode, countIncludePad);
        }

        /** Returns these options with another padding. */
        public Options padding(int height, int width) {
            return new Options(stride, new Pair(height, width), ceilMode, countIncludePad);
        }

        /** Returns these options; the number of windows is rounded up, or not. */
        public Options ceilMode(boolean ceilMode) {
            return new Options(stride, padding, ceilMode, countIncludePad);
        }

        /** Returns these options; padding counts in the average, or not. */
        public Options countIncludePad(boolean countIncludePad) {
            return new Options(stride, padding, ceilMode, countIncludePad);
        }
    }
}
