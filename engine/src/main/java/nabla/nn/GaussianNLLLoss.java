package nabla.nn;

import nabla.Tensor;

/**
 * How unlikely numbers are under normal distributions of given means and variances.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.GaussianNLLLoss.html">torch.nn.GaussianNLLLoss</a>
 */
public final class GaussianNLLLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public GaussianNLLLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public GaussianNLLLoss(Options options) {
        super(3);
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code GaussianNLLLoss.options().full(true)}. */
    public static Options options() {
        return new Options(false, 1e-6, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input and target alike; the variance alike, or without the last axis. */
    public Tensor forward(Tensor input, Tensor target, Tensor var) {
        return F.gaussianNllLoss(input, target, var, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1], inputs[2]);
    }

    /**
     * What may be told.
     *
     * @param full whether the constant ln(2π)/2 is added
     * @param eps the least variance
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(boolean full, double eps, Reduction reduction) {
        /** Returns these options with another {@code full}. */
        public Options full(boolean full) {
            return new Options(full, eps, reduction);
        }

        /** Returns these options with another {@code eps}. */
        public Options eps(double eps) {
            return new Options(full, eps, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(full, eps, reduction);
        }
    }
}
