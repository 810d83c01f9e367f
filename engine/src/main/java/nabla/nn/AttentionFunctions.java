package nabla.nn;

import nabla.Tensor;
import nabla.op.DType;
import nabla.op.ShapeException;
import org.jspecify.annotations.Nullable;

/** Attention: each query takes of all values as much as its key fits. */
abstract class AttentionFunctions extends NormalizationFunctions {
    AttentionFunctions() {}

    /** {@link #scaledDotProductAttention(Tensor, Tensor, Tensor, Tensor, double)} without mask and dropout. */
    public static Tensor scaledDotProductAttention(Tensor query, Tensor key, Tensor value) {
        return scaledDotProductAttention(query, key, value, null, 0);
    }

    /**
     * softmax(Q Kᵀ / √E) V (Vaswani and others, 2017).
     *
     * <p>Shapes: query [..., L, E], key [..., S, E], value [..., S, V], mask [..., L, S] or null; result [..., L, V].
     *
     * @param mask bool, true where a query may look; or float, added to the scores
     * @param dropout the chance of a weight to become 0
     * @throws ShapeException with PyTorch's words if the shapes do not fit
     * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html">
     *     scaled_dot_product_attention</a>
     */
    public static Tensor scaledDotProductAttention(
            Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, double dropout) {
        Tensor added = mask == null || mask.dtype() != DType.BOOL ? mask : blocked(mask.logicalNot(), query);
        return dropout(attentionWeights(query, key, added), dropout).matmul(value);
    }

    /** How much each query takes of each key: [..., L, S], rows add up to 1. */
    static Tensor attentionWeights(Tensor query, Tensor key, @Nullable Tensor mask) {
        Tensor scaled = query.div(constant(Math.sqrt(query.size(-1)), query));
        Tensor scores = scaled.matmul(key.transpose(-2, -1));
        return (mask == null ? scores : scores.add(mask)).softmax(-1);
    }

    /** −∞ where the condition holds, else 0: what is added to scores that must not count. */
    static Tensor blocked(Tensor condition, Tensor like) {
        return condition.where(constant(Double.NEGATIVE_INFINITY, like), constant(0, like));
    }
}
