package nabla.nn;

import nabla.Tensor;

/**
 * Half the squared difference, beyond delta a line: an outlier pulls no harder than delta.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.HuberLoss.html">torch.nn.HuberLoss</a>
 */
public final class HuberLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public HuberLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public HuberLoss(Options options) {
        super(2);
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code HuberLoss.options().delta(0.5)}. */
    public static Options options() {
        return new Options(1, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input and target alike. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.huberLoss(input, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }

    /**
     * What may be told.
     *
     * @param delta the difference at which the parabola ends, more than 0
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(double delta, Reduction reduction) {
        /** Returns these options with another {@code delta}. */
        public Options delta(double delta) {
            return new Options(delta, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(delta, reduction);
        }
    }
}
