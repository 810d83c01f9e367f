package nabla.nn;

import nabla.Tensor;

/**
 * Keeps what is positive and makes the rest 0: max(x, 0).
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.ReLU.html">torch.nn.ReLU</a>
 */
public final class ReLU extends Layer {
    /** Returns max(x, 0), element by element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.relu(input);
    }

    @Override
    void describe(Description out) {}
}
