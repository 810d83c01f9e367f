package nabla.nn;

import nabla.Tensor;
import nabla.op.DType;
import nabla.op.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * Attention in several subspaces at once (Vaswani and others, 2017): each head has its own part of the projected queries,
 * keys and values.
 *
 * <p>Shapes: query [L, N, E], key and value [S, N, E], all without N if there is no batch; or, {@code batchFirst}, [N, L, E]
 * and [N, S, E]. Result as the query; weights [N, L, S]. Parameters: {@code in_proj_weight} [3E, E], the projections of
 * query, key and value one under the other, {@code in_proj_bias} [3E], {@code out_proj.weight} [E, E], {@code
 * out_proj.bias} [E].
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MultiheadAttention.html">
 *     torch.nn.MultiheadAttention</a>
 */
public final class MultiheadAttention extends Module {
    private final int embedDim;
    private final int numHeads;
    private final Options options;
    private final Tensor inProjWeight;
    private final @Nullable Tensor inProjBias;
    private final Projection outProj;

    /** Makes a layer with biases, without dropout, that wants the batch second. */
    public MultiheadAttention(int embedDim, int numHeads) {
        this(embedDim, numHeads, options());
    }

    /**
     * Makes a layer.
     *
     * @throws IllegalArgumentException with PyTorch's words if the heads do not divide the vectors
     */
    public MultiheadAttention(int embedDim, int numHeads, Options options) {
        if (numHeads < 1 || embedDim % numHeads != 0) {
            throw new IllegalArgumentException("embed_dim must be divisible by num_heads\n  Hint: " + embedDim
                    + " numbers do not make " + numHeads + " parts of one size.");
        }
        NormalizationFunctions.checkProbability(options.dropout);
        this.embedDim = embedDim;
        this.numHeads = numHeads;
        this.options = options;
        inProjWeight = register("in_proj_weight", Tensor.empty(3 * embedDim, embedDim));
        inProjBias = options.bias ? register("in_proj_bias", Tensor.zeros(3 * embedDim)) : null;
        outProj = register("out_proj", new Projection(embedDim, options.bias));
        resetParameters();
    }

    /** Returns PyTorch's defaults, to be changed: {@code MultiheadAttention.options().batchFirst(true)}. */
    public static Options options() {
        return new Options(0, true, false);
    }

    /** The last projection, under the name by which PyTorch prints it. */
    private static final class Projection extends Module {
        private final Tensor weight;
        private final @Nullable Tensor bias;

        Projection(int size, boolean hasBias) {
            weight = register("weight", Tensor.empty(size, size));
            bias = hasBias ? register("bias", Tensor.empty(size)) : null;
        }

        @Override
        public Tensor forward(Tensor input) {
            return F.linear(input, weight, bias);
        }

        @Override
        protected String name() {
            return "NonDynamicallyQuantizableLinear";
        }

        @Override
        protected String extraRepr() {
            int size = weight.size(0);
            return "in_features=" + size + ", out_features=" + size + ", bias=" + PythonText.of(bias != null);
        }
    }

    /** Draws in PyTorch's order: the last projection first, as a linear layer; then its bias becomes 0. */
    @Override
    public void resetParameters() {
        Initial.uniform(outProj.weight, embedDim);
        if (outProj.bias != null) {
            Initial.uniform(outProj.bias, embedDim);
        }
        Init.xavierUniform_(inProjWeight);
        if (inProjBias != null && outProj.bias != null) {
            Init.zeros_(inProjBias);
            Init.zeros_(outProj.bias);
        }
    }

    /**
     * What attention gives.
     *
     * @param output for each query, as the query
     * @param weights how much each query took of each key, averaged over the heads: [N, L, S] or [L, S]
     */
    public record Output(Tensor output, Tensor weights) {}

    /** Returns the attention without masks. */
    public Output call(Tensor query, Tensor key, Tensor value) {
        return call(query, key, value, null, null);
    }

    /**
     * Returns the attention.
     *
     * @param keyPaddingMask [N, S], or [S] without a batch: bool, true for keys that nobody may look at; or float, added to
     *     the scores; or null
     * @param attnMask [L, S] or [N · heads, L, S]: bool, true where a query may not look; or float, added to the scores; or
     *     null
     * @throws ShapeException with PyTorch's words if the shapes do not fit
     * @throws IllegalArgumentException with PyTorch's words if a mask is neither bool nor float
     */
    public Output call(
            Tensor query, Tensor key, Tensor value, @Nullable Tensor keyPaddingMask, @Nullable Tensor attnMask) {
        Tensor[] weights = new Tensor[1];
        Tensor output = hooked(new Tensor[] {query, key, value}, inputs -> {
            Output made = attend(inputs[0], inputs[1], inputs[2], keyPaddingMask, attnMask);
            weights[0] = made.weights;
            return made.output;
        });
        return new Output(output, weights[0]);
    }

    @Override
    public Tensor forward(Tensor... inputs) {
        if (inputs.length != 3) {
            throw new IllegalArgumentException(
                    name() + ": forward takes 3 tensors, but " + inputs.length + " were given."
                            + "\n  Hint: query, key and value; for self-attention the same tensor three times.");
        }
        return attend(inputs[0], inputs[1], inputs[2], null, null).output;
    }

    private Output attend(
            Tensor query, Tensor key, Tensor value, @Nullable Tensor keyPaddingMask, @Nullable Tensor attnMask) {
        AttentionShapes.check(query, key, value, keyPaddingMask, attnMask, embedDim, numHeads, options.batchFirst);
        boolean isBatched = query.dim() == 3;
        Tensor q = batched(query);
        Tensor k = batched(key);
        Tensor v = batched(value);
        int length = q.size(0);
        int batch = q.size(1);
        int keys = k.size(0);
        Tensor mask = mask(keyPaddingMask, attnMask, q, batch, keys);
        Tensor weights = F.dropout(
                F.attentionWeights(heads(projected(q, 0)), heads(projected(k, 1)), mask),
                options.dropout,
                isTraining());
        Tensor mixed = weights.matmul(heads(projected(v, 2)))
                .transpose(0, 1)
                .contiguous()
                .view(length * batch, embedDim);
        Tensor output = outProj.call(mixed).view(length, batch, embedDim);
        Tensor averaged = weights.view(batch, numHeads, length, keys)
                .sum(1, false)
                .div(LossFunctions.constant(numHeads, weights));
        if (!isBatched) {
            return new Output(output.squeeze(1), averaged.squeeze(0));
        }
        return new Output(options.batchFirst ? output.transpose(0, 1) : output, averaged);
    }

    /** [L, N, E], whatever was given. */
    private Tensor batched(Tensor input) {
        return input.dim() == 2 ? input.unsqueeze(1) : options.batchFirst ? input.transpose(0, 1) : input;
    }

    private Tensor projected(Tensor input, int part) {
        Tensor weight = inProjWeight.narrow(0, part * embedDim, embedDim);
        Tensor bias = inProjBias == null ? null : inProjBias.narrow(0, part * embedDim, embedDim);
        return F.linear(input, weight, bias);
    }

    /** [L, N, E] as [N · heads, L, E / heads]. */
    private Tensor heads(Tensor projected) {
        int length = projected.size(0);
        return projected
                .contiguous()
                .view(length, projected.size(1) * numHeads, embedDim / numHeads)
                .transpose(0, 1);
    }

    /** What is added to the scores, [N · heads, L, S] or what broadcasts to it. */
    private @Nullable Tensor mask(
            @Nullable Tensor keyPaddingMask, @Nullable Tensor attnMask, Tensor like, int batch, int keys) {
        Tensor ofQueries = attnMask == null ? null : added(attnMask, like);
        if (keyPaddingMask == null) {
            return ofQueries;
        }
        Tensor ofKeys = added(keyPaddingMask, like)
                .reshape(batch, 1, 1, keys)
                .expand(batch, numHeads, 1, keys)
                .reshape(batch * numHeads, 1, keys);
        return ofQueries == null ? ofKeys : ofQueries.add(ofKeys);
    }

    private static Tensor added(Tensor mask, Tensor like) {
        return mask.dtype() == DType.BOOL ? AttentionFunctions.blocked(mask, like) : mask;
    }

    /**
     * What may be told.
     *
     * @param dropout the chance of a weight to become 0 in training
     * @param bias whether the projections have biases
     * @param batchFirst whether the batch is the first axis, not the second
     */
    public record Options(double dropout, boolean bias, boolean batchFirst) {
        /** Returns these options with another dropout. */
        public Options dropout(double dropout) {
            return new Options(dropout, bias, batchFirst);
        }

        /** Returns these options with biases or without. */
        public Options bias(boolean bias) {
            return new Options(dropout, bias, batchFirst);
        }

        /** Returns these options; the batch is the first axis, or the second. */
        public Options batchFirst(boolean batchFirst) {
            return new Options(dropout, bias, batchFirst);
        }
    }
}
