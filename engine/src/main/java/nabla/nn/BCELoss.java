package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of yes and no: probabilities against targets in [0, 1].
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.BCELoss.html">torch.nn.BCELoss</a>
 */
public final class BCELoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public BCELoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public BCELoss(Options options) {
        super(2);
        this.options = options;
        registerOptional("weight", options.weight);
    }

    /** Returns PyTorch's defaults, to be changed: {@code BCELoss.options().weight(tensor)}. */
    public static Options options() {
        return new Options(null, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input and target alike. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.binaryCrossEntropy(input, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }

    /**
     * What may be told.
     *
     * @param weight of each element, broadcast; null if they weigh the same
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
