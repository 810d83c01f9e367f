package nabla.nn;

import nabla.Tensor;

/**
 * Changes nothing: stands where a network may have a layer or none.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Identity.html">torch.nn.Identity</a>
 */
public final class Identity extends Layer {
    /** Returns the input. */
    @Override
    public Tensor forward(Tensor input) {
        return input;
    }

    @Override
    void describe(Description out) {}
}
