package nabla.nn;

import nabla.Tensor;

/**
 * Keeps numbers between two bounds.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Hardtanh.html">torch.nn.Hardtanh</a>
 */
public final class Hardtanh extends Layer {
    private final double minVal;
    private final double maxVal;

    /** Makes a layer with PyTorch's bounds −1 and 1. */
    public Hardtanh() {
        this(-1, 1);
    }

    /**
     * Makes a layer.
     *
     * @param minVal the lower bound
     * @param maxVal the upper bound
     */
    public Hardtanh(double minVal, double maxVal) {
        this.minVal = minVal;
        this.maxVal = maxVal;
    }

    /** Returns the function of each element. */
    @Override
    public Tensor forward(Tensor input) {
        return F.hardtanh(input, minVal, maxVal);
    }

    @Override
    void describe(Description out) {
        out.tell("minVal", minVal).tell("maxVal", maxVal);
    }
}
