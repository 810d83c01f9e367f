package nabla.nn;

import nabla.Tensor;

/**
 * Averages pictures of any size to pictures of one size.
 *
 * <p>Shapes: input [N, C, H, W] or [C, H, W], output [N, C, outputSize].
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.AdaptiveAvgPool2d.html">
 *     torch.nn.AdaptiveAvgPool2d</a>
 */
public final class AdaptiveAvgPool2d extends Layer {
    private final Pair outputSize;

    /** Makes a layer with square results; 1 averages each channel to one number. */
    public AdaptiveAvgPool2d(int outputSize) {
        this(Pair.both(outputSize));
    }

    /** Makes a layer with results of this height and width. */
    public AdaptiveAvgPool2d(int outputHeight, int outputWidth) {
        this(new Pair(outputHeight, outputWidth));
    }

    AdaptiveAvgPool2d(Pair outputSize) {
        this.outputSize = outputSize;
    }

    /** Returns the averages. */
    @Override
    public Tensor forward(Tensor input) {
        return F.adaptiveAvgPool2d(input, outputSize.height(), outputSize.width());
    }

    @Override
    void describe(Description out) {
        out.tell("outputSize", outputSize);
    }
}
