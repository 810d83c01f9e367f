package nabla.nn;

import nabla.Tensor;

/**
 * Keeps what is positive up to 6.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.ReLU6.html">torch.nn.ReLU6</a>
 */
public final class ReLU6 extends Layer {
    /** Returns max(x, 0), but at most 6, element by element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.relu6(input);
    }

    @Override
    void describe(Description out) {}
}
