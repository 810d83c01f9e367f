package nabla.nn;

import nabla.Tensor;

/**
 * The logistic loss of targets 1 and −1.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.SoftMarginLoss.html">torch.nn.SoftMarginLoss</a>
 */
public final class SoftMarginLoss extends Loss {
    private final Reduction reduction;

    /** Makes a loss that averages. */
    public SoftMarginLoss() {
        this(Reduction.MEAN);
    }

    /** Makes a loss that reduces as told. */
    public SoftMarginLoss(Reduction reduction) {
        super(2);
        this.reduction = reduction;
    }

    /** Returns the loss. Shapes: input and target alike. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.softMarginLoss(input, target, reduction);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }
}
