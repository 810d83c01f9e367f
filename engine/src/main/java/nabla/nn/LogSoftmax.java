package nabla.nn;

import nabla.Tensor;

/**
 * Turns logits into the logarithms of probabilities, without overflow: x − ln Σ eˣ along one axis.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.LogSoftmax.html">torch.nn.LogSoftmax</a>
 */
public final class LogSoftmax extends Module {
    private final LogSoftmaxSpec spec;

    /** Makes a layer that works along an axis; 1 for the classes of a batch [N, C]. */
    public LogSoftmax(int dim) {
        this(new LogSoftmaxSpec(dim));
    }

    LogSoftmax(LogSoftmaxSpec spec) {
        this.spec = spec;
    }

    /** Returns logarithms of probabilities that add up to 1 along the axis. */
    @Override
    public Tensor forward(Tensor input) {
        return F.logSoftmax(input, spec.dim());
    }

    @Override
    protected String name() {
        return LogSoftmaxSpec.TYPE;
    }

    @Override
    protected String settings() {
        return "dim=" + spec.dim();
    }

    @Override
    LogSoftmaxSpec spec() {
        return spec;
    }
}
