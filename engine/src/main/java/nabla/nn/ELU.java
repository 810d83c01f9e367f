package nabla.nn;

import nabla.Tensor;

/**
 * Keeps what is positive; the rest goes smoothly towards −alpha.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.ELU.html">torch.nn.ELU</a>
 */
public final class ELU extends Layer {
    private final double alpha;

    /** Makes a layer with PyTorch's alpha of 1. */
    public ELU() {
        this(1);
    }

    /**
     * Makes a layer.
     *
     * @param alpha what is never fallen below, turned in sign
     */
    public ELU(double alpha) {
        this.alpha = alpha;
    }

    /** Returns the function of each element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.elu(input, alpha);
    }

    @Override
    void describe(Description out) {
        out.tell("alpha", alpha);
    }
}
