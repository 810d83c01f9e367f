package nabla.nn;

import nabla.Tensor;

/**
 * The squared difference, (x − y)².
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MSELoss.html">torch.nn.MSELoss</a>
 */
public final class MSELoss extends Loss {
    private final Reduction reduction;

    /** Makes a loss that averages. */
    public MSELoss() {
        this(Reduction.MEAN);
    }

    /** Makes a loss that reduces as told. */
    public MSELoss(Reduction reduction) {
        super(2);
        this.reduction = reduction;
    }

    /** Returns the loss. Shapes: input and target alike. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.mseLoss(input, target, reduction);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }
}
