package nabla.nn;

import nabla.Tensor;

/**
 * Joins neighbouring axes into one; by default all but the first, which counts the batch.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html">torch.nn.Flatten</a>
 */
public final class Flatten extends Module {
    private final FlattenSpec spec;

    /** Makes a layer that joins all axes but the first. */
    public Flatten() {
        this(1, -1);
    }

    /** Makes a layer that joins the axes from {@code startDim} to {@code endDim}, both included. */
    public Flatten(int startDim, int endDim) {
        this(new FlattenSpec(startDim, endDim));
    }

    Flatten(FlattenSpec spec) {
        this.spec = spec;
    }

    /** Returns the same elements with the axes joined. */
    @Override
    public Tensor forward(Tensor input) {
        return input.flatten(spec.startDim(), spec.endDim());
    }

    @Override
    protected String name() {
        return FlattenSpec.TYPE;
    }

    @Override
    protected String settings() {
        return "start_dim=" + spec.startDim() + ", end_dim=" + spec.endDim();
    }

    @Override
    FlattenSpec spec() {
        return spec;
    }
}
