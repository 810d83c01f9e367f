package nabla.nn;

import nabla.Tensor;

/**
 * Squashes any number into (−1, 1): the hyperbolic tangent.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Tanh.html">torch.nn.Tanh</a>
 */
public final class Tanh extends Layer {
    /** Returns tanh x, element by element. */
    @Override
    public Tensor forward(Tensor input) {
        return input.tanh();
    }

    @Override
    void describe(Description out) {}
}
