package nabla.nn;

import nabla.Tensor;

/**
 * Turns logits into the logarithms of probabilities, without overflow: x − ln Σ eˣ along one axis.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.LogSoftmax.html">torch.nn.LogSoftmax</a>
 */
public final class LogSoftmax extends Layer {
    private final int dim;

    /**
     * Makes a layer.
     *
     * @param dim the axis; 1 for the classes of a batch [N, C]
     */
    public LogSoftmax(int dim) {
        this.dim = dim;
    }

    /** Returns logarithms of probabilities that add up to 1 along the axis. */
    @Override
    public Tensor forward(Tensor input) {
        return F.logSoftmax(input, dim);
    }

    @Override
    void describe(Description out) {
        out.tell("dim", dim);
    }
}
