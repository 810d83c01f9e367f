package nabla;

import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;

/** Comparisons, whose results are bool, and what is done with them: truth values and masks. Shapes broadcast. */
abstract sealed class TensorComparisons extends TensorMath permits TensorReductions {
    private Tensor self() {
        return (Tensor) this;
    }

    public final Tensor eq(Tensor other) {
        return arithmetic(Maps.EQ, other);
    }

    public final Tensor eq(double other) {
        return eq(number(other));
    }

    public final Tensor ne(Tensor other) {
        return arithmetic(Maps.NE, other);
    }

    public final Tensor ne(double other) {
        return ne(number(other));
    }

    public final Tensor lt(Tensor other) {
        return arithmetic(Maps.LT, other);
    }

    public final Tensor lt(double other) {
        return lt(number(other));
    }

    public final Tensor le(Tensor other) {
        return arithmetic(Maps.LE, other);
    }

    public final Tensor le(double other) {
        return le(number(other));
    }

    public final Tensor gt(Tensor other) {
        return other.lt(self());
    }

    public final Tensor gt(double other) {
        return gt(number(other));
    }

    public final Tensor ge(Tensor other) {
        return other.le(self());
    }

    public final Tensor ge(double other) {
        return ge(number(other));
    }

    public final Tensor logicalAnd(Tensor other) {
        return arithmetic(Maps.AND, other);
    }

    public final Tensor logicalOr(Tensor other) {
        return arithmetic(Maps.OR, other);
    }

    public final Tensor logicalNot() {
        return map(Maps.NOT);
    }

    public final Tensor isNan() {
        return map(Maps.IS_NAN);
    }

    public final Tensor isInf() {
        return map(Maps.IS_INF);
    }

    public final Tensor isFinite() {
        return isNan().logicalOr(isInf()).logicalNot();
    }

    /** Where this bool tensor holds the elements of {@code yes}, else those of {@code no}. */
    public final Tensor where(Tensor yes, Tensor no) {
        if (dtype() != DType.BOOL) {
            throw new IllegalArgumentException(
                    "where expected condition to be a boolean tensor, but got a tensor with dtype "
                            + dtype().scalarName() + "\n  Hint: a comparison such as x.gt(0) gives a condition.");
        }
        checkDevice("where", yes);
        checkDevice("where", no);
        Node[] pair = Promotion.same(yes.node(), no.node());
        return made(Ops.map(Maps.WHERE, node(), pair[0], pair[1]));
    }

    /**
     * A copy with {@code value} where the mask is true.
     *
     * @throws IllegalArgumentException with PyTorch's words if the mask is not bool
     */
    public final Tensor maskedFill(Tensor mask, double value) {
        checkDevice("masked_fill", mask);
        if (mask.dtype() != DType.BOOL) {
            throw new IllegalArgumentException("masked_fill only supports boolean masks, but got mask with dtype "
                    + mask.dtype() + ".\n  Hint: a comparison such as x.gt(0) gives a mask.");
        }
        Node filled = Promotion.to(number(value).node(), dtype());
        return named("masked_fill", () -> Ops.map(Maps.WHERE, mask.node(), filled, node()));
    }
}
