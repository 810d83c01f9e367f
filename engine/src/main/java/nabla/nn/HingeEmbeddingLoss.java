package nabla.nn;

import nabla.Tensor;

/**
 * A distance where the target is 1; where it is −1, what it lacks to the margin.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.HingeEmbeddingLoss.html">torch.nn.HingeEmbeddingLoss</a>
 */
public final class HingeEmbeddingLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public HingeEmbeddingLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public HingeEmbeddingLoss(Options options) {
        super(2);
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code HingeEmbeddingLoss.options().margin(0.5)}. */
    public static Options options() {
        return new Options(1, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: input and target alike; the target of 1 and −1. */
    public Tensor forward(Tensor input, Tensor target) {
        return F.hingeEmbeddingLoss(input, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1]);
    }

    /**
     * What may be told.
     *
     * @param margin how far what is unlike should be
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(double margin, Reduction reduction) {
        /** Returns these options with another {@code margin}. */
        public Options margin(double margin) {
            return new Options(margin, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(margin, reduction);
        }
    }
}
