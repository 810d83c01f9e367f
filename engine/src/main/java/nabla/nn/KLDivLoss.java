package nabla.nn;

import nabla.Tensor;

/**
 * Kullback-Leibler divergence: how many nats it costs to take the input for the target.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.KLDivLoss.html">torch.nn.KLDivLoss</a>
 */
public final class KLDivLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public KLDivLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public KLDivLoss(Options options) {
        super(2);
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code KLDivLoss.options().logTarget(true)}. */
    public static Options options() {
        return new Options(false, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input of log-probabilities and target alike. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.klDiv(input, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }

    /**
     * What may be told.
     *
     * @param logTarget whether the target holds logarithms of probabilities, too
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(boolean logTarget, Reduction reduction) {
        /** Returns these options with another {@code logTarget}. */
        public Options logTarget(boolean logTarget) {
            return new Options(logTarget, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(logTarget, reduction);
        }
    }
}
