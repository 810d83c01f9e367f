package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What the right class's score lacks to beat the others by the margin.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MultiMarginLoss.html">torch.nn.MultiMarginLoss</a>
 */
public final class MultiMarginLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public MultiMarginLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public MultiMarginLoss(Options options) {
        super(2);
        this.options = options;
        registerOptional("weight", options.weight);
    }

    /** Returns PyTorch's defaults, to be changed: {@code MultiMarginLoss.options().p(2)}. */
    public static Options options() {
        return new Options(1, 1, null, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input [N, C], target [N] of class indices. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.multiMarginLoss(input, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }

    /**
     * What may be told.
     *
     * @param p the power, 1 or 2
     * @param margin how much higher the right score should be
     * @param weight of each class, [C]; null if they weigh the same
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(int p, double margin, @Nullable Tensor weight, Reduction reduction) {
        /** Returns these options with another {@code p}. */
        public Options p(int p) {
            return new Options(p, margin, weight, reduction);
        }

        /** Returns these options with another {@code margin}. */
        public Options margin(double margin) {
            return new Options(p, margin, weight, reduction);
        }

        /** Returns these options with another {@code weight}. */
        public Options weight(Tensor weight) {
            return new Options(p, margin, weight, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(p, margin, weight, reduction);
        }
    }
}
