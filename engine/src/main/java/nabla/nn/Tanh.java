package nabla.nn;

import nabla.Tensor;

/**
 * Squashes any number into (−1, 1): the hyperbolic tangent.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Tanh.html">torch.nn.Tanh</a>
 */
public final class Tanh extends Module {
    /** Returns tanh x, element by element. */
    @Override
    public Tensor forward(Tensor input) {
        return input.tanh();
    }

    @Override
    protected String name() {
        return TanhSpec.TYPE;
    }

    @Override
    TanhSpec spec() {
        return new TanhSpec();
    }
}
