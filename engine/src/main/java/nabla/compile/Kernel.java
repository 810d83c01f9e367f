package nabla.compile;

import java.util.List;
import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.Primitive;
import org.jspecify.annotations.Nullable;

/**
 * The unit of fusion: for each element of the output loops, reduce the body over the reduced loops, then store.
 *
 * <pre>
 * for i0 &lt; extents[0], i1 &lt; extents[1], ...            output loops, in any order
 *     acc = reduction over i(rank) &lt; reduced[0], ...     reduced loops, in row-major order; none: no accumulator
 *             of body(loads)
 *     each store: slot[address] = value(loads, acc)
 * </pre>
 *
 * <p>Loads used by a store's value depend on output loops only. All reads of a slot that the kernel also stores to are
 * of the very element that the same iteration writes (an update in place), so the order of the iterations is free.
 *
 * @param label what it computes, for people: such as {@code matmul+add+relu}
 * @param loads what the expressions' inputs stand for
 * @param extents of the output loops
 * @param reduced extents of the reduced loops; their axes follow the output loops'
 * @param reduction null if nothing is reduced
 * @param body what is reduced; null if nothing is
 * @param stores at least one
 */
public record Kernel(
        String label,
        List<Load> loads,
        int[] extents,
        int[] reduced,
        @Nullable Reduction reduction,
        @Nullable Expr body,
        List<Store> stores) {

    /** How many elements the output loops make. */
    public int outputs() {
        return product(extents);
    }

    /** How many values are reduced for each of them; 1 without a reduction. */
    public int reducedSize() {
        return product(reduced);
    }

    /**
     * Whether this is a contraction: a float sum of products of two loads from memory (matrix product, convolution and its
     * gradients), the kernels worth tiling.
     */
    public boolean isContraction() {
        return reduction == Reduction.SUM
                && body != null
                && body.type() == DType.FLOAT32
                && body.primitive() == Primitive.MULTIPLY
                && isMemory(body.argument(0))
                && isMemory(body.argument(1));
    }

    private boolean isMemory(Expr factor) {
        return factor.primitive() == Primitive.INPUT && loads.get(factor.index()) instanceof Load.Memory;
    }

    private static int product(int[] extents) {
        int product = 1;
        for (int extent : extents) {
            product *= extent;
        }
        return product;
    }

    /** Golden text: tests hold plans by it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(label).append(" for ").append(java.util.Arrays.toString(extents));
        if (body != null) {
            text.append(" ").append(reduction).append(" over ").append(java.util.Arrays.toString(reduced));
            text.append(" of ").append(body);
        }
        for (Store store : stores) {
            text.append("\n    ").append(store);
        }
        for (int i = 0; i < loads.size(); i++) {
            text.append("\n    in").append(i).append(" = ").append(loads.get(i));
        }
        return text.toString();
    }
}
