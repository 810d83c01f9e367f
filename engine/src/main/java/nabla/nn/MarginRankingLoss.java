package nabla.nn;

import nabla.Tensor;

/**
 * What the score that should be higher lacks.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MarginRankingLoss.html">torch.nn.MarginRankingLoss</a>
 */
public final class MarginRankingLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public MarginRankingLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public MarginRankingLoss(Options options) {
        super(3);
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code MarginRankingLoss.options().margin(0.5)}. */
    public static Options options() {
        return new Options(0, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: all alike; the target of 1 and −1. */
    public Tensor forward(Tensor input1, Tensor input2, Tensor target) {
        return F.marginRankingLoss(input1, input2, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1], inputs[2]);
    }

    /**
     * What may be told.
     *
     * @param margin how much higher it should be
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(double margin, Reduction reduction) {
        /** Returns these options with another {@code margin}. */
        public Options margin(double margin) {
            return new Options(margin, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(margin, reduction);
        }
    }
}
