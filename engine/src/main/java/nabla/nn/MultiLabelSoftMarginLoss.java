package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of several labels, each yes or no, averaged over the labels.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MultiLabelSoftMarginLoss.html">torch.nn.MultiLabelSoftMarginLoss</a>
 */
public final class MultiLabelSoftMarginLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public MultiLabelSoftMarginLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public MultiLabelSoftMarginLoss(Options options) {
        super(2);
        this.options = options;
        registerOptional("weight", options.weight);
    }

    /** Returns PyTorch's defaults, to be changed: {@code MultiLabelSoftMarginLoss.options().weight(tensor)}. */
    public static Options options() {
        return new Options(null, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input of logits and target of 0 and 1 [N, C]. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.multilabelSoftMarginLoss(input, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }

    /**
     * What may be told.
     *
     * @param weight of each class, [C]; null if they weigh the same
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(@Nullable Tensor weight, Reduction reduction) {
        /** Returns these options with another {@code weight}. */
        public Options weight(Tensor weight) {
            return new Options(weight, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(weight, reduction);
        }
    }
}
