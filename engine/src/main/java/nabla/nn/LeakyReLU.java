package nabla.nn;

import nabla.Tensor;

/**
 * Keeps what is positive and makes the rest small.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.LeakyReLU.html">torch.nn.LeakyReLU</a>
 */
public final class LeakyReLU extends Layer {
    /** PyTorch's slope where none is given. */
    static final double SLOPE = 0.01;

    private final double negativeSlope;

    /** Makes a layer with PyTorch's slope of 0.01. */
    public LeakyReLU() {
        this(SLOPE);
    }

    /**
     * Makes a layer.
     *
     * @param negativeSlope what negative numbers are multiplied by
     */
    public LeakyReLU(double negativeSlope) {
        this.negativeSlope = negativeSlope;
    }

    /** Returns the function of each element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.leakyRelu(input, negativeSlope);
    }

    @Override
    void describe(Description out) {
        out.tell("negativeSlope", negativeSlope);
    }
}
