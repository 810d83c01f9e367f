package nabla.nn;

import nabla.Tensor;

/**
 * Squashes any number into (0, 1): 1 / (1 + e^−x).
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Sigmoid.html">torch.nn.Sigmoid</a>
 */
public final class Sigmoid extends Layer {
    /** Returns σ(x), element by element. */
    @Override
    public Tensor forward(Tensor input) {
        return input.sigmoid();
    }

    @Override
    void describe(Description out) {}
}
