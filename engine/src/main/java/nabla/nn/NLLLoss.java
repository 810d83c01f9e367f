package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The negative logarithm of the right class's probability, from log-probabilities.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.NLLLoss.html">torch.nn.NLLLoss</a>
 */
public final class NLLLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public NLLLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public NLLLoss(Options options) {
        super(2);
        this.options = options;
        registerOptional("weight", options.weight);
    }

    /** Returns PyTorch's defaults, to be changed: {@code NLLLoss.options().weight(tensor)}. */
    public static Options options() {
        return new Options(null, -100, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input [N, C, *] of log-probabilities, target [N, *] of class indices. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.nllLoss(input, target, options);
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
     */
    public record Options(@Nullable Tensor weight, long ignoreIndex, Reduction reduction) {
        /** Returns these options with another {@code weight}. */
        public Options weight(Tensor weight) {
            return new Options(weight, ignoreIndex, reduction);
        }

        /** Returns these options with another {@code ignoreIndex}. */
        public Options ignoreIndex(long ignoreIndex) {
            return new Options(weight, ignoreIndex, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(weight, ignoreIndex, reduction);
        }
    }
}
