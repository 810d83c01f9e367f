package nabla.nn;

import nabla.Tensor;

/**
 * Turns logits into probabilities: eˣ, divided by its sum along one axis.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmax.html">torch.nn.Softmax</a>
 */
public final class Softmax extends Module {
    private final SoftmaxSpec spec;

    /** Makes a layer that works along an axis; 1 for the classes of a batch [N, C]. */
    public Softmax(int dim) {
        this(new SoftmaxSpec(dim));
    }

    Softmax(SoftmaxSpec spec) {
        this.spec = spec;
    }

    /** Returns probabilities that add up to 1 along the axis. */
    @Override
    public Tensor forward(Tensor input) {
        return F.softmax(input, spec.dim());
    }

    @Override
    protected String name() {
        return SoftmaxSpec.TYPE;
    }

    @Override
    protected String settings() {
        return "dim=" + spec.dim();
    }

    @Override
    SoftmaxSpec spec() {
        return spec;
    }
}
