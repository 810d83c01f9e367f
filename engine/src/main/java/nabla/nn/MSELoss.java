package nabla.nn;

import nabla.Tensor;

/**
 * The squared difference, (x − y)².
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html">torch.nn.MSELoss</a>
 */
public final class MSELoss {
    private final Reduction reduction;

    /** Makes a loss that averages over all elements. */
    public MSELoss() {
        this(Reduction.MEAN);
    }

    /** Makes a loss that reduces as told. */
    public MSELoss(Reduction reduction) {
        this.reduction = reduction;
    }

    /** Returns the loss. Shapes: input and target alike. */
    public Tensor call(Tensor input, Tensor target) {
        return F.mseLoss(input, target, reduction);
    }

    /** Returns what PyTorch prints: {@code MSELoss()}. */
    @Override
    public String toString() {
        return "MSELoss()";
    }
}
