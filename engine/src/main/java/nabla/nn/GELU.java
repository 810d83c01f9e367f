package nabla.nn;

import nabla.Tensor;
import nabla.io.Json;

/**
 * A smooth ReLU: the number times the chance that a normal one is smaller (Hendrycks and Gimpel, 2016).
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.GELU.html">torch.nn.GELU</a>
 */
public final class GELU extends Layer {
    private final String approximate;

    /** Makes an exact layer. */
    public GELU() {
        this("none");
    }

    /**
     * Makes a layer.
     *
     * @param approximate {@code none}, or {@code tanh} for the formula with a tanh
     */
    public GELU(String approximate) {
        this.approximate = approximate;
    }

    /** Returns the function of each element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.gelu(input, approximate);
    }

    @Override
    void describe(Description out) {
        out.tell("approximate", Json.of(approximate), "'" + approximate + "'");
    }
}
