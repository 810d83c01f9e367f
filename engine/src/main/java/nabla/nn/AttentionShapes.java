package nabla.nn;

import nabla.Tensor;
import nabla.op.DType;
import nabla.op.Shape;
import nabla.op.ShapeException;
import org.jspecify.annotations.Nullable;

/** What {@link MultiheadAttention} may be given, with PyTorch's complaints. */
final class AttentionShapes {
    private AttentionShapes() {}

    static void check(
            Tensor query,
            Tensor key,
            Tensor value,
            @Nullable Tensor keyPaddingMask,
            @Nullable Tensor attnMask,
            int embedDim,
            int numHeads,
            boolean batchFirst) {
        int rank = query.dim();
        if (rank != 2 && rank != 3) {
            throw wrong(
                    "query should be unbatched 2D or batched 3D tensor but received " + rank + "-D query tensor",
                    "queries are [L, N, E], or [L, E] without a batch");
        }
        String what = rank == 3 ? "For batched (3-D) `query`" : "For unbatched (2-D) `query`";
        if (key.dim() != rank || value.dim() != rank) {
            throw wrong(
                    what + ", expected `key` and `value` to be " + rank + "-D but found " + key.dim() + "-D and "
                            + value.dim() + "-D tensors respectively",
                    "all three have a batch, or none has");
        }
        if (keyPaddingMask != null && keyPaddingMask.dim() != rank - 1) {
            throw wrong(
                    what + ", expected `key_padding_mask` to be `None` or " + (rank - 1) + "-D but found "
                            + keyPaddingMask.dim() + "-D tensor instead",
                    "it is [N, S], or [S] without a batch");
        }
        if (attnMask != null && attnMask.dim() != 2 && attnMask.dim() != 3) {
            throw wrong(
                    what + ", expected `attn_mask` to be `None`, 2-D or 3-D but found " + attnMask.dim()
                            + "-D tensor instead",
                    "it is [L, S] or [N * heads, L, S]");
        }
        if (query.size(-1) != embedDim) {
            throw wrong(
                    "was expecting embedding dimension of " + embedDim + ", but got " + query.size(-1),
                    "the last axis of the query has as many numbers as the layer was made for");
        }
        if (!key.shape().equals(value.shape())) {
            throw wrong(
                    "key shape " + PythonText.size(key.shape()) + " does not match value shape "
                            + PythonText.size(value.shape()),
                    "each key has a value");
        }
        int length = query.size(rank == 3 && batchFirst ? 1 : 0);
        int keys = key.size(rank == 3 && batchFirst ? 1 : 0);
        int batch = rank == 3 ? query.size(batchFirst ? 0 : 1) : 1;
        if (rank == 3 && key.size(batchFirst ? 0 : 1) != batch || key.size(-1) != embedDim) {
            throw wrong(
                    "key shape " + PythonText.size(key.shape()) + " does not match query shape "
                            + PythonText.size(query.shape()),
                    "batch and vectors are of one size in both");
        }
        checkMasks(keyPaddingMask, attnMask, length, keys, batch, numHeads);
    }

    private static void checkMasks(
            @Nullable Tensor keyPaddingMask, @Nullable Tensor attnMask, int length, int keys, int batch, int numHeads) {
        if (keyPaddingMask != null) {
            if (keyPaddingMask.dtype() != DType.BOOL && !keyPaddingMask.dtype().isFloat()) {
                throw wrong(
                        "only bool and floating types of key_padding_mask are supported",
                        "a comparison such as tokens.eq(0) gives bool");
            }
            if (keyPaddingMask.numel() != batch * keys || keyPaddingMask.size(-1) != keys) {
                throw wrong(
                        "expecting key_padding_mask shape of " + PythonText.tuple(batch, keys) + ", but got "
                                + PythonText.size(keyPaddingMask.shape()),
                        "it says of each key whether it is padding");
            }
        }
        if (attnMask == null) {
            return;
        }
        if (attnMask.dtype() != DType.BOOL && !attnMask.dtype().isFloat()) {
            throw wrong(
                    "Only float, byte, and bool types are supported for attn_mask, not " + attnMask.dtype(),
                    "a comparison gives bool");
        }
        int[] wanted = attnMask.dim() == 2 ? new int[] {length, keys} : new int[] {batch * numHeads, length, keys};
        if (!attnMask.shape().equals(Shape.of(wanted))) {
            throw wrong(
                    "The shape of the " + attnMask.dim() + "D attn_mask is " + PythonText.size(attnMask.shape())
                            + ", but should be " + PythonText.tuple(wanted) + ".",
                    "rows are queries, columns are keys");
        }
    }

    private static ShapeException wrong(String words, String hint) {
        return new ShapeException(words + "\n  Hint: " + hint + ".");
    }
}
