package nabla.nn;

import nabla.Tensor;

/**
 * How far two vectors' directions are from alike, or from unlike.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.CosineEmbeddingLoss.html">torch.nn.CosineEmbeddingLoss</a>
 */
public final class CosineEmbeddingLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public CosineEmbeddingLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public CosineEmbeddingLoss(Options options) {
        super(3);
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code CosineEmbeddingLoss.options().margin(0.5)}. */
    public static Options options() {
        return new Options(0, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: inputs [N, D], target [N] of 1 and −1. */
    public Tensor forward(Tensor input1, Tensor input2, Tensor target) {
        return F.cosineEmbeddingLoss(input1, input2, target, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1], inputs[2]);
    }

    /**
     * What may be told.
     *
     * @param margin the cosine up to which vectors are unlike enough, −1 to 1
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
