package nabla.nn;

import nabla.Tensor;

/**
 * The negative logarithm of the probability that logits give to the right class.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html">torch.nn.CrossEntropyLoss</a>
 */
public final class CrossEntropyLoss {
    private final Reduction reduction;

    /** Makes a loss that averages over the batch. */
    public CrossEntropyLoss() {
        this(Reduction.MEAN);
    }

    /** Makes a loss that reduces as told. */
    public CrossEntropyLoss(Reduction reduction) {
        this.reduction = reduction;
    }

    /** Returns the loss. Shapes: input [N, C], target [N] of class indices. */
    public Tensor call(Tensor input, Tensor target) {
        return F.crossEntropy(input, target, reduction);
    }

    /** Returns what PyTorch prints: {@code CrossEntropyLoss()}. */
    @Override
    public String toString() {
        return "CrossEntropyLoss()";
    }
}
