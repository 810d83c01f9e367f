package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The negative logarithm of the probability that logits give to the right class: log-softmax and {@link NLLLoss} in one.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.CrossEntropyLoss.html">torch.nn.CrossEntropyLoss</a>
 */
public final class CrossEntropyLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public CrossEntropyLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public CrossEntropyLoss(Options options) {
        super(2);
        this.options = options;
        registerOptional("weight", options.weight);
    }

    /** Returns PyTorch's defaults, to be changed: {@code CrossEntropyLoss.options().weight(tensor)}. */
    public static Options options() {
        return new Options(null, -100, Reduction.MEAN, 0);
    }

    /** Returns the loss. Shapes: input [N, C, *], target [N, *] of class indices, or probabilities alike. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.crossEntropy(input, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }

    /**
     * What may be told.
     *
     * @param weight of each class, [C]; null if they weigh the same
     * @param ignoreIndex the target that counts nothing
     * @param reduction what becomes of the losses of single examples
     * @param labelSmoothing how much of each label is spread over all classes, in [0, 1]
     */
    public record Options(@Nullable Tensor weight, long ignoreIndex, Reduction reduction, double labelSmoothing) {
        /** Returns these options with another {@code weight}. */
        public Options weight(Tensor weight) {
            return new Options(weight, ignoreIndex, reduction, labelSmoothing);
        }

        /** Returns these options with another {@code ignoreIndex}. */
        public Options ignoreIndex(long ignoreIndex) {
            return new Options(weight, ignoreIndex, reduction, labelSmoothing);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(weight, ignoreIndex, reduction, labelSmoothing);
        }

        /** Returns these options with another {@code labelSmoothing}. */
        public Options labelSmoothing(double labelSmoothing) {
            return new Options(weight, ignoreIndex, reduction, labelSmoothing);
        }
    }
}
