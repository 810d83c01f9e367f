package nabla;

import nabla.op.DType;
import nabla.op.MapOp;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Scope;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.runtime.Device;

/** Elementwise operations and matrix products: one line each over the table {@link Maps}. Shapes broadcast. */
abstract sealed class TensorMath extends TensorCreation permits TensorComparisons {

    /** The value as it is now, in the graph. */
    public abstract Node node();

    public abstract Device device();

    public abstract Shape shape();

    public abstract DType dtype();

    private Tensor self() {
        return (Tensor) this;
    }

    /** A tensor of its own memory, on this one's device, that holds a node's value. */
    final Tensor made(Node result) {
        return Tensor.of(device(), result);
    }

    /** A tensor on this one's device that holds a node computed from it: for functions beside the methods here. */
    public final Tensor through(Node result) {
        return made(result);
    }

    /** Makes the nodes of a method under its name. */
    final Tensor named(String name, Scope.Body<Node> body) {
        return made(Scope.within(name, body));
    }

    final void checkDevice(String operation, Tensor other) {
        if (device() != other.device()) {
            throw new IllegalStateException(operation
                    + ": Expected all tensors to be on the same device, but found at least two devices, "
                    + device().name() + " and " + other.device().name() + "!\n  Hint: to(device) moves a tensor.");
        }
    }

    /** An elementwise operation of the table on this tensor alone. */
    public final Tensor map(MapOp op) {
        return made(Ops.map(op, node()));
    }

    private Tensor floating(MapOp op) {
        return made(Ops.map(op, Promotion.toFloat(node())));
    }

    final Tensor arithmetic(MapOp op, Tensor other) {
        checkDevice(op.name(), other);
        return made(Ops.map(op, Promotion.same(node(), other.node())));
    }

    /** A number that meets this tensor: it takes its type if that can hold it. */
    final Tensor number(double value) {
        boolean isWhole = value == Math.rint(value) && !Double.isInfinite(value);
        DType type = dtype().isFloat()
                ? dtype()
                : !isWhole ? DType.FLOAT32 : dtype() == DType.UINT8 ? DType.UINT8 : DType.INT64;
        return made(Ops.scalar(value, type));
    }

    // ---- arithmetic

    public final Tensor add(Tensor other) {
        return arithmetic(Maps.ADD, other);
    }

    public final Tensor add(double other) {
        return add(number(other));
    }

    public final Tensor sub(Tensor other) {
        if (dtype() == DType.BOOL && other.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(
                    "Subtraction, the `-` operator, with two bool tensors is not supported. Use the"
                            + " `^` or `logical_xor()` operator instead.\n  Hint: here, ne(other); or to(DType.INT64) first.");
        }
        return arithmetic(Maps.SUB, other);
    }

    public final Tensor sub(double other) {
        if (dtype() == DType.BOOL) {
            throw new IllegalArgumentException(
                    "Subtraction, the `-` operator, with a bool tensor is not supported. If you are"
                            + " trying to invert a mask, use the `~` or `logical_not()` operator instead."
                            + "\n  Hint: here, logicalNot(); or to(DType.INT64) first.");
        }
        return sub(number(other));
    }

    /** {@code other - this}. */
    public final Tensor rsub(double other) {
        Node[] pair = Promotion.same(number(other).node(), node());
        return named("rsub.1", () -> Ops.map(Maps.SUB, pair));
    }

    public final Tensor mul(Tensor other) {
        return arithmetic(Maps.MUL, other);
    }

    public final Tensor mul(double other) {
        return mul(number(other));
    }

    /** True division: of integers, too, it gives a float. */
    public final Tensor div(Tensor other) {
        checkDevice("div", other);
        Node[] pair = Promotion.same(node(), other.node());
        return made(Ops.map(Maps.DIV, Promotion.toFloat(pair[0]), Promotion.toFloat(pair[1])));
    }

    public final Tensor div(double other) {
        return div(number(other));
    }

    /** What division leaves, with the divisor's sign, as Python's {@code %}. */
    public final Tensor remainder(Tensor other) {
        return arithmetic(Maps.REMAINDER, other);
    }

    public final Tensor remainder(double other) {
        checkDivisor("remainder", other);
        return remainder(number(other));
    }

    /** Division rounded down, as Python's {@code //}. */
    public final Tensor floorDivide(Tensor other) {
        return arithmetic(Maps.FLOOR_DIVIDE, other);
    }

    private void checkDivisor(String operation, double divisor) {
        if (divisor == 0 && !dtype().isFloat()) {
            throw new IllegalArgumentException("ZeroDivisionError\n  " + operation + " of " + dtype()
                    + " by 0: integers have no infinity. Hint: to(DType.FLOAT32) first.");
        }
    }

    public final Tensor floorDivide(double other) {
        checkDivisor("floor_divide", other);
        return floorDivide(number(other));
    }

    public final Tensor pow(Tensor exponent) {
        checkDevice("pow", exponent);
        Node[] pair = Promotion.same(node(), exponent.node());
        return named("pow.1", () -> Ops.map(Maps.POW, pair));
    }

    /**
     * Each element to a power; 2 is the square.
     *
     * @throws IllegalArgumentException with PyTorch's words for integers and a negative whole power
     */
    public final Tensor pow(double exponent) {
        if (!dtype().isFloat() && exponent < 0 && exponent == Math.rint(exponent)) {
            throw new IllegalArgumentException(
                    "Integers to negative integer powers are not allowed.\n  Hint: to(DType.FLOAT32) first.");
        }
        return exponent == 2
                ? square()
                : made(Ops.map(Maps.POW, Promotion.same(node(), number(exponent).node())));
    }

    public final Tensor maximum(Tensor other) {
        return arithmetic(Maps.MAXIMUM, other);
    }

    public final Tensor minimum(Tensor other) {
        return arithmetic(Maps.MINIMUM, other);
    }

    public final Tensor neg() {
        if (dtype() == DType.BOOL) {
            throw new IllegalArgumentException(
                    "Negation, the `-` operator, on a bool tensor is not supported. If you are"
                            + " trying to invert a mask, use the `~` or `logical_not()` operator instead."
                            + "\n  Hint: here, logicalNot(); or to(DType.INT64) first.");
        }
        return map(Maps.NEG);
    }

    public final Tensor abs() {
        return map(Maps.ABS);
    }

    public final Tensor sign() {
        return map(Maps.SIGN);
    }

    public final Tensor square() {
        return map(Maps.SQUARE);
    }

    public final Tensor reciprocal() {
        return floating(Maps.RECIPROCAL);
    }

    /** Each element held between two bounds; the gradient passes where it is inside. */
    public final Tensor clamp(double min, double max) {
        Node[] low = Promotion.same(node(), number(min).node());
        Node[] high = Promotion.same(low[0], number(max).node());
        return made(Ops.map(Maps.CLAMP, high[0], Promotion.to(low[1], high[0].type()), high[1]));
    }

    public final Tensor clampMin(double min) {
        return dtype().isFloat() ? clamp(min, Double.POSITIVE_INFINITY) : maximum(number(min));
    }

    public final Tensor clampMax(double max) {
        return dtype().isFloat() ? clamp(Double.NEGATIVE_INFINITY, max) : minimum(number(max));
    }

    // ---- functions

    public final Tensor exp() {
        return floating(Maps.EXP);
    }

    public final Tensor expm1() {
        return floating(Maps.EXPM1);
    }

    public final Tensor log() {
        return floating(Maps.LOG);
    }

    public final Tensor log1p() {
        return floating(Maps.LOG1P);
    }

    public final Tensor log2() {
        return floating(Maps.LOG2);
    }

    public final Tensor log10() {
        return floating(Maps.LOG10);
    }

    public final Tensor sqrt() {
        return floating(Maps.SQRT);
    }

    public final Tensor rsqrt() {
        return floating(Maps.RSQRT);
    }

    public final Tensor sin() {
        return floating(Maps.SIN);
    }

    public final Tensor cos() {
        return floating(Maps.COS);
    }

    public final Tensor tan() {
        return floating(Maps.TAN);
    }

    public final Tensor tanh() {
        return floating(Maps.TANH);
    }

    public final Tensor erf() {
        return floating(Maps.ERF);
    }

    public final Tensor sigmoid() {
        return floating(Maps.SIGMOID);
    }

    public final Tensor relu() {
        return map(Maps.RELU);
    }

    /** The number times the chance that a normal one is smaller. */
    public final Tensor gelu() {
        return floating(Maps.GELU);
    }

    /** The number times its sigmoid. */
    public final Tensor silu() {
        return floating(Maps.SILU);
    }

    public final Tensor floor() {
        return dtype().isFloat() ? map(Maps.FLOOR) : self();
    }

    public final Tensor ceil() {
        return dtype().isFloat() ? map(Maps.CEIL) : self();
    }

    /** To the nearest whole number; halves to the even one. */
    public final Tensor round() {
        return dtype().isFloat() ? map(Maps.ROUND) : self();
    }

    /** The same numbers in another type. */
    public final Tensor to(DType type) {
        return type == dtype() ? self() : made(Promotion.to(node(), type));
    }

    // ---- products

    /**
     * Matrix product: [..., M, K] x [..., K, N]; a vector is a row on the left and a column on the right.
     *
     * @throws ShapeException with PyTorch's words if the inner dimensions differ
     */
    public final Tensor matmul(Tensor other) {
        checkDevice("matmul", other);
        return made(Products.matmul(node(), other.node()));
    }

    /**
     * The matrix products of two equally long rows of matrices: [B, M, K] x [B, K, N] is [B, M, N]; nothing is broadcast.
     *
     * @throws ShapeException with PyTorch's words if the shapes do not fit
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.bmm.html">torch.bmm</a>
     */
    public final Tensor bmm(Tensor other) {
        checkDevice("bmm", other);
        return named("bmm", () -> Products.bmm(node(), other.node()));
    }

    /** The sum of the products of two vectors' elements. */
    public final Tensor dot(Tensor other) {
        if (shape().rank() != 1 || other.dim() != 1) {
            throw new ShapeException(
                    "1D tensors expected, but got " + shape().rank() + "D and " + other.dim() + "D tensors");
        }
        return matmul(other);
    }
}
