package nabla.nn;

import nabla.Tensor;

/**
 * The logarithm of the sigmoid, without overflow.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.LogSigmoid.html">torch.nn.LogSigmoid</a>
 */
public final class LogSigmoid extends Layer {
    /** Returns ln σ(x), element by element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.logsigmoid(input);
    }

    @Override
    void describe(Description out) {}
}
