package nabla.nn;

import nabla.Tensor;

/**
 * In training zeros in place of elements that chance picks, the others over 1 − p; in evaluation nothing (Srivastava and
 * others, 2014).
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Dropout.html">torch.nn.Dropout</a>
 */
public final class Dropout extends Layer {
    private final double p;

    /** Makes a layer that drops every second element. */
    public Dropout() {
        this(0.5);
    }

    /**
     * Makes a layer.
     *
     * @param p the chance of an element to become 0
     * @throws IllegalArgumentException with PyTorch's words if it is not in [0, 1]
     */
    public Dropout(double p) {
        NormalizationFunctions.checkProbability(p);
        this.p = p;
    }

    /** Returns what is left of the input. */
    @Override
    public Tensor forward(Tensor input) {
        return F.dropout(input, p, isTraining());
    }

    @Override
    protected String extraRepr() {
        return "p=" + PythonText.of(p) + ", inplace=False";
    }

    @Override
    void describe(Description out) {
        out.tell("p", p);
    }
}
