package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of yes and no: logits against targets in [0, 1]. Safer than a sigmoid and {@link BCELoss}.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.BCEWithLogitsLoss.html">torch.nn.BCEWithLogitsLoss</a>
 */
public final class BCEWithLogitsLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public BCEWithLogitsLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public BCEWithLogitsLoss(Options options) {
        super(2);
        this.options = options;
        registerOptional("weight", options.weight);
        registerOptional("pos_weight", options.posWeight);
    }

    /** Returns PyTorch's defaults, to be changed: {@code BCEWithLogitsLoss.options().weight(tensor)}. */
    public static Options options() {
        return new Options(null, null, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input and target alike. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.binaryCrossEntropyWithLogits(input, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }

    /**
     * What may be told.
     *
     * @param weight of each element, broadcast; null if they weigh the same
     * @param posWeight of what is so, against what is not, broadcast; null for 1
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(@Nullable Tensor weight, @Nullable Tensor posWeight, Reduction reduction) {
        /** Returns these options with another {@code weight}. */
        public Options weight(Tensor weight) {
            return new Options(weight, posWeight, reduction);
        }

        /** Returns these options with another {@code posWeight}. */
        public Options posWeight(Tensor posWeight) {
            return new Options(weight, posWeight, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(weight, posWeight, reduction);
        }
    }
}
