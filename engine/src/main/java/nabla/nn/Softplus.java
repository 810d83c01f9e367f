package nabla.nn;

import nabla.Tensor;

/**
 * ReLU with a round corner: ln(1 + e^(beta x)) / beta.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Softplus.html">torch.nn.Softplus</a>
 */
public final class Softplus extends Layer {
    private final double beta;
    private final double threshold;

    /** Makes a layer with PyTorch's beta of 1 and threshold of 20. */
    public Softplus() {
        this(1, 20);
    }

    /**
     * Makes a layer.
     *
     * @param beta how sharp the corner is
     * @param threshold from where on beta x the function is x itself
     */
    public Softplus(double beta, double threshold) {
        this.beta = beta;
        this.threshold = threshold;
    }

    /** Returns the function of each element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.softplus(input, beta, threshold);
    }

    @Override
    protected String extraRepr() {
        return "beta=" + whole(beta) + ", threshold=" + whole(threshold);
    }

    /** PyTorch's defaults are whole numbers, and printed as such. */
    private static String whole(double number) {
        return number == (int) number ? Integer.toString((int) number) : PythonText.of(number);
    }

    @Override
    void describe(Description out) {
        out.tell("beta", beta).tell("threshold", threshold);
    }
}
