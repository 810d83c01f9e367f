package nabla.nn;

import nabla.Tensor;

/**
 * A scaled ELU that keeps mean 0 and variance 1 (Klambauer and others, 2017).
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.SELU.html">torch.nn.SELU</a>
 */
public final class SELU extends Layer {
    /** Returns the function of each element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.selu(input);
    }

    @Override
    void describe(Description out) {}
}
