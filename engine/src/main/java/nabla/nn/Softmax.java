package nabla.nn;

import nabla.Tensor;

/**
 * Turns logits into probabilities: eˣ, divided by its sum along one axis.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Softmax.html">torch.nn.Softmax</a>
 */
public final class Softmax extends Layer {
    private final int dim;

    /**
     * Makes a layer.
     *
     * @param dim the axis; 1 for the classes of a batch [N, C]
     */
    public Softmax(int dim) {
        this.dim = dim;
    }

    /** Returns probabilities that add up to 1 along the axis. */
    @Override
    public Tensor forward(Tensor input) {
        return F.softmax(input, dim);
    }

    @Override
    void describe(Description out) {
        out.tell("dim", dim);
    }
}
