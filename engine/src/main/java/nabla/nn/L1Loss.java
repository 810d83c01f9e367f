package nabla.nn;

import nabla.Tensor;

/**
 * The absolute difference, |x − y|.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.L1Loss.html">torch.nn.L1Loss</a>
 */
public final class L1Loss extends Loss {
    private final Reduction reduction;

    /** Makes a loss that averages. */
    public L1Loss() {
        this(Reduction.MEAN);
    }

    /** Makes a loss that reduces as told. */
    public L1Loss(Reduction reduction) {
        super(2);
        this.reduction = reduction;
    }

    /** Returns the loss. Shapes: input and target alike. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.l1Loss(input, target, reduction);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }
}
