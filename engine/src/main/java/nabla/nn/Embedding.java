package nabla.nn;

import nabla.Nabla;
import nabla.Tensor;
import nabla.io.Json;
import org.jspecify.annotations.Nullable;

/**
 * A learned vector for each of a number of things, such as words.
 *
 * <p>Shapes: input int64 [*] in [0, numEmbeddings), output [*, embeddingDim]; weight [numEmbeddings, embeddingDim], which
 * starts normal with mean 0 and deviation 1, but 0 in the row of the padding.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Embedding.html">torch.nn.Embedding</a>
 */
public final class Embedding extends Layer {
    private final int numEmbeddings;
    private final int embeddingDim;
    private final @Nullable Integer paddingIdx;
    private final Tensor weight;

    /** Makes a layer whose vectors all learn. */
    public Embedding(int numEmbeddings, int embeddingDim) {
        this(numEmbeddings, embeddingDim, null);
    }

    /**
     * Makes a layer.
     *
     * @param paddingIdx the thing that stands for nothing, whose vector does not learn; negative counts from the end; null
     *     for none
     * @throws IllegalArgumentException with PyTorch's words if there is no such thing
     */
    public Embedding(int numEmbeddings, int embeddingDim, @Nullable Integer paddingIdx) {
        this(numEmbeddings, embeddingDim, paddingIdx, Start.RANDOM);
    }

    Embedding(int numEmbeddings, int embeddingDim, @Nullable Integer paddingIdx, Start start) {
        if (paddingIdx != null && (paddingIdx < -numEmbeddings || paddingIdx >= numEmbeddings)) {
            throw new IllegalArgumentException("Padding_idx must be within num_embeddings\n  Hint: it is " + paddingIdx
                    + ", but there are " + numEmbeddings + " vectors.");
        }
        this.numEmbeddings = numEmbeddings;
        this.embeddingDim = embeddingDim;
        this.paddingIdx = paddingIdx != null && paddingIdx < 0 ? (Integer) (paddingIdx + numEmbeddings) : paddingIdx;
        weight = register("weight", Tensor.empty(numEmbeddings, embeddingDim));
        if (start == Start.RANDOM) {
            resetParameters();
        }
    }

    @Override
    public void resetParameters() {
        Init.normal_(weight);
        if (paddingIdx != null) {
            Nabla.noGrad(() -> weight.data().select(0, paddingIdx).zero_());
        }
    }

    /** Returns the vectors, one a row. */
    public Tensor weight() {
        return weight;
    }

    /** Returns the vectors of the things that {@code input} names. */
    @Override
    public Tensor forward(Tensor input) {
        return F.embedding(input, weight, paddingIdx == null ? -1 : paddingIdx);
    }

    @Override
    protected String extraRepr() {
        return numEmbeddings + ", " + embeddingDim + (paddingIdx == null ? "" : ", padding_idx=" + paddingIdx);
    }

    @Override
    void describe(Description out) {
        out.tell("numEmbeddings", numEmbeddings)
                .tell("embeddingDim", embeddingDim)
                .tell("paddingIdx", paddingIdx == null ? Json.nothing() : Json.of(paddingIdx), "");
    }
}
