package nabla.nn;

import nabla.Tensor;

/**
 * What the right classes' scores lack to beat the others by 1.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MultiLabelMarginLoss.html">torch.nn.MultiLabelMarginLoss</a>
 */
public final class MultiLabelMarginLoss extends Loss {
    private final Reduction reduction;

    /** Makes a loss that averages. */
    public MultiLabelMarginLoss() {
        this(Reduction.MEAN);
    }

    /** Makes a loss that reduces as told. */
    public MultiLabelMarginLoss(Reduction reduction) {
        super(2);
        this.reduction = reduction;
    }

    /** Returns the loss. Shapes: input and target [N, C]; each row of the target lists classes and ends with −1. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.multilabelMarginLoss(input, target, reduction);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }
}
