package nabla.nn;

import nabla.Tensor;

/**
 * How unlikely counts are under Poisson distributions.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.PoissonNLLLoss.html">torch.nn.PoissonNLLLoss</a>
 */
public final class PoissonNLLLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public PoissonNLLLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public PoissonNLLLoss(Options options) {
        super(2);
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code PoissonNLLLoss.options().logInput(true)}. */
    public static Options options() {
        return new Options(true, false, 1e-8, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input and target alike. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.poissonNllLoss(input, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }

    /**
     * What may be told.
     *
     * @param logInput whether the input holds logarithms of means
     * @param full whether Stirling's approximation of ln(target!) is added
     * @param eps added to a mean before its logarithm is taken
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(boolean logInput, boolean full, double eps, Reduction reduction) {
        /** Returns these options with another {@code logInput}. */
        public Options logInput(boolean logInput) {
            return new Options(logInput, full, eps, reduction);
        }

        /** Returns these options with another {@code full}. */
        public Options full(boolean full) {
            return new Options(logInput, full, eps, reduction);
        }

        /** Returns these options with another {@code eps}. */
        public Options eps(double eps) {
            return new Options(logInput, full, eps, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(logInput, full, eps, reduction);
        }
    }
}
