package nabla.nn;

import nabla.Tensor;

/**
 * Keeps what is positive and makes the rest 0: max(x, 0).
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU.html">torch.nn.ReLU</a>
 */
public final class ReLU extends Module {
    /** Returns max(x, 0), element by element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.relu(input);
    }

    @Override
    protected String name() {
        return ReluSpec.TYPE;
    }

    @Override
    ReluSpec spec() {
        return new ReluSpec();
    }
}
