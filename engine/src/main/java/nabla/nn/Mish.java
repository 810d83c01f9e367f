package nabla.nn;

import nabla.Tensor;

/**
 * A smooth ReLU: x tanh(softplus(x)).
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Mish.html">torch.nn.Mish</a>
 */
public final class Mish extends Layer {
    /** Returns the function of each element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.mish(input);
    }

    @Override
    void describe(Description out) {}
}
