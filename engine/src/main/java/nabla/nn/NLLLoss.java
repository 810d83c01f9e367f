package nabla.nn;

import nabla.Tensor;

/**
 * The negative log-likelihood of the right class, given logarithms of probabilities.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html">torch.nn.NLLLoss</a>
 */
public final class NLLLoss {
    private final Reduction reduction;

    /** Makes a loss that averages over the batch. */
    public NLLLoss() {
        this(Reduction.MEAN);
    }

    /** Makes a loss that reduces as told. */
    public NLLLoss(Reduction reduction) {
        this.reduction = reduction;
    }

    /** Returns the loss. Shapes: input [N, C], target [N] of class indices. */
    public Tensor call(Tensor input, Tensor target) {
        return F.nllLoss(input, target, reduction);
    }

    /** Returns what PyTorch prints: {@code NLLLoss()}. */
    @Override
    public String toString() {
        return "NLLLoss()";
    }
}
