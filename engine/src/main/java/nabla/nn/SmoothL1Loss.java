package nabla.nn;

import nabla.Tensor;

/**
 * The absolute difference with a round corner: a parabola below beta.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.SmoothL1Loss.html">torch.nn.SmoothL1Loss</a>
 */
public final class SmoothL1Loss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public SmoothL1Loss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public SmoothL1Loss(Options options) {
        super(2);
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code SmoothL1Loss.options().beta(0.5)}. */
    public static Options options() {
        return new Options(1, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input and target alike. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.smoothL1Loss(input, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }

    /**
     * What may be told.
     *
     * @param beta the difference at which the parabola ends, 0 or more
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(double beta, Reduction reduction) {
        /** Returns these options with another {@code beta}. */
        public Options beta(double beta) {
            return new Options(beta, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(beta, reduction);
        }
    }
}
