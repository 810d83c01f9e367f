package nabla.nn;

import nabla.Tensor;

/**
 * A smooth ReLU, also called swish: x σ(x).
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.SiLU.html">torch.nn.SiLU</a>
 */
public final class SiLU extends Layer {
    /** Returns x σ(x), element by element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.silu(input);
    }

    @Override
    void describe(Description out) {}
}
