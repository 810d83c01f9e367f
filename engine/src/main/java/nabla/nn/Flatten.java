package nabla.nn;

import nabla.Tensor;

/**
 * Joins neighbouring axes into one; by default all but the first, which counts the batch.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Flatten.html">torch.nn.Flatten</a>
 */
public final class Flatten extends Layer {
    private final int startDim;
    private final int endDim;

    /** Makes a layer that joins all axes but the first. */
    public Flatten() {
        this(1, -1);
    }

    /** Makes a layer that joins the axes from {@code startDim} to {@code endDim}, both included. */
    public Flatten(int startDim, int endDim) {
        this.startDim = startDim;
        this.endDim = endDim;
    }

    /** Returns the same elements with the axes joined. */
    @Override
    public Tensor forward(Tensor input) {
        return input.flatten(startDim, endDim);
    }

    @Override
    void describe(Description out) {
        out.tell("startDim", startDim).tell("endDim", endDim);
    }
}
