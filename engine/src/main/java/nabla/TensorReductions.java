package nabla;

import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ReduceOp;
import nabla.op.Shape;

/** What makes one value of many, over all elements or along axes; and running sums. */
abstract sealed class TensorReductions extends TensorComparisons permits TensorShapes {

    private Tensor self() {
        return (Tensor) this;
    }

    private int axis(String operation, int dim) {
        return shape().axis(operation, dim);
    }

    private int[] allAxes() {
        return Ops.allAxes(shape());
    }

    /** The axes counted from the front, rising, each once. */
    private int[] axes(String operation, int[] dims) {
        boolean[] chosen = new boolean[shape().rank()];
        for (int dim : dims) {
            int axis = axis(operation, dim);
            if (chosen[axis]) {
                throw new IllegalArgumentException(
                        operation + ": dim " + axis + " appears multiple times in the list of dims");
            }
            chosen[axis] = true;
        }
        int[] rising = new int[dims.length];
        int count = 0;
        for (int axis = 0; axis < chosen.length; axis++) {
            if (chosen[axis]) {
                rising[count++] = axis;
            }
        }
        return rising;
    }

    private Node reduced(ReduceOp.Kind kind, Node node, int[] axes, boolean keepdim) {
        Node result = Ops.reduce(kind, node, axes);
        if (!keepdim) {
            return result;
        }
        Shape kept = node.shape();
        for (int axis : axes) {
            kept = kept.with(axis, 1);
        }
        return Ops.reshape(result, kept);
    }

    private int count(int[] axes) {
        int count = 1;
        for (int axis : axes) {
            count *= shape().get(axis);
        }
        return count;
    }

    /** Over a number that shapes decide, hence a constant of the plan. */
    private static Node dividedBy(Node node, double count) {
        return Ops.map(Maps.DIV, node, Ops.fill(count, node.type()));
    }

    // ---- sums and means

    /** Integers and truth values are summed as int64. */
    private Node summable() {
        return dtype().isFloat() ? node() : Promotion.to(node(), DType.INT64);
    }

    public final Tensor sum() {
        return made(Ops.reduce(ReduceOp.Kind.SUM, summable(), allAxes()));
    }

    public final Tensor sum(int dim) {
        return sum(new int[] {dim}, false);
    }

    public final Tensor sum(int dim, boolean keepdim) {
        return sum(new int[] {dim}, keepdim);
    }

    public final Tensor sum(int[] dims, boolean keepdim) {
        int[] axes = axes("sum", dims);
        return named("sum.1", () -> reduced(ReduceOp.Kind.SUM, summable(), axes, keepdim));
    }

    /** Sums have no mean of a type that cannot hold it. */
    private Node averageable(String operation) {
        if (!dtype().isFloat()) {
            throw new IllegalArgumentException(operation
                    + "(): could not infer output dtype. Input dtype must be either a "
                    + "floating point or complex dtype. Got: " + dtype() + "\n  Hint: to(DType.FLOAT32) first.");
        }
        return node();
    }

    public final Tensor mean() {
        Node values = averageable("mean");
        return named("mean", () -> dividedBy(Ops.reduce(ReduceOp.Kind.SUM, values, allAxes()), shape().size()));
    }

    public final Tensor mean(int dim) {
        return mean(new int[] {dim}, false);
    }

    public final Tensor mean(int dim, boolean keepdim) {
        return mean(new int[] {dim}, keepdim);
    }

    public final Tensor mean(int[] dims, boolean keepdim) {
        Node values = averageable("mean");
        int[] axes = axes("mean", dims);
        return named("mean.1", () -> dividedBy(reduced(ReduceOp.Kind.SUM, values, axes, keepdim), count(axes)));
    }

    /** The product of all elements. */
    public final Tensor prod() {
        return made(Ops.reduce(ReduceOp.Kind.PRODUCT, summable(), allAxes()));
    }

    public final Tensor prod(int dim, boolean keepdim) {
        int[] axes = {axis("prod", dim)};
        return named("prod.1", () -> reduced(ReduceOp.Kind.PRODUCT, summable(), axes, keepdim));
    }

    /** The variance of all elements, over n - 1 if {@code unbiased} (Bessel's correction), else over n. */
    public final Tensor var(boolean unbiased) {
        return named("var", () -> variance("var", allAxes(), unbiased, false));
    }

    /** The unbiased variance of all elements. */
    public final Tensor var() {
        return var(true);
    }

    public final Tensor var(int[] dims, boolean unbiased, boolean keepdim) {
        int[] axes = axes("var", dims);
        return named("var", () -> variance("var", axes, unbiased, keepdim));
    }

    /** The standard deviation of all elements: the root of {@link #var(boolean)}. */
    public final Tensor std(boolean unbiased) {
        return named("std", () -> Ops.map(Maps.SQRT, variance("std", allAxes(), unbiased, false)));
    }

    /** The unbiased standard deviation of all elements. */
    public final Tensor std() {
        return std(true);
    }

    public final Tensor std(int[] dims, boolean unbiased, boolean keepdim) {
        int[] axes = axes("std", dims);
        return named("std", () -> Ops.map(Maps.SQRT, variance("std", axes, unbiased, keepdim)));
    }

    private Node variance(String operation, int[] axes, boolean unbiased, boolean keepdim) {
        Node values = averageable(operation);
        int count = count(axes);
        Node mean = dividedBy(reduced(ReduceOp.Kind.SUM, values, axes, true), count);
        Node squares = Ops.map(Maps.SQUARE, Ops.map(Maps.SUB, values, mean));
        return dividedBy(reduced(ReduceOp.Kind.SUM, squares, axes, keepdim), unbiased ? Math.max(0, count - 1) : count);
    }

    /** The Euclidean length of all elements as one vector; its gradient at 0 is 0. */
    public final Tensor norm() {
        return named("norm.1", () -> {
            Node sum = Ops.reduce(ReduceOp.Kind.SUM, Ops.map(Maps.SQUARE, averageable("norm")), allAxes());
            Node zero = Ops.fill(0, sum.type());
            Node isZero = Ops.map(Maps.EQ, Ops.detach(sum), zero);
            Node root = Ops.map(Maps.SQRT, Ops.map(Maps.WHERE, isZero, Ops.fill(1, sum.type()), sum));
            return Ops.map(Maps.WHERE, isZero, zero, root);
        });
    }

    /** The logarithm of the sum of e to the elements along an axis, without overflow. */
    public final Tensor logsumexp(int dim, boolean keepdim) {
        int[] axes = {axis("logsumexp", dim)};
        Node values = Promotion.toFloat(node());
        return named("logsumexp", () -> {
            Node greatest = Ops.detach(reduced(ReduceOp.Kind.MAXIMUM, values, axes, true));
            Node shift = Ops.map(Maps.WHERE, Ops.map(Maps.IS_INF, greatest), Ops.fill(0, values.type()), greatest);
            Node sum = reduced(ReduceOp.Kind.SUM, Ops.map(Maps.EXP, Ops.map(Maps.SUB, values, shift)), axes, true);
            Node result = Ops.map(Maps.ADD, Ops.map(Maps.LOG, sum), shift);
            return keepdim ? result : Ops.reshape(result, result.shape().without(axes[0]));
        });
    }

    /** e^x over its sum along an axis, without overflow. */
    public final Tensor softmax(int dim) {
        int[] axes = {axis("softmax", dim)};
        return named("softmax", () -> {
            Node values = Promotion.toFloat(node());
            Node exp = Ops.map(Maps.EXP, shifted(values, axes));
            return Ops.map(Maps.DIV, exp, reduced(ReduceOp.Kind.SUM, exp, axes, true));
        });
    }

    /** The logarithm of {@link #softmax}, without underflow. */
    public final Tensor logSoftmax(int dim) {
        int[] axes = {axis("log_softmax", dim)};
        return named("log_softmax", () -> {
            Node values = Promotion.toFloat(node());
            Node shifted = shifted(values.requiresGrad() ? Ops.detach(values) : values, axes);
            Node sum = Ops.reduce(ReduceOp.Kind.SUM, Ops.map(Maps.EXP, shifted), axes);
            Node logarithm = Ops.reshape(Ops.map(Maps.LOG, sum), values.shape().with(axes[0], 1));
            // Told in terms of the output, as PyTorch has it: the sums need not be kept.
            return Ops.withGradient(Ops.map(Maps.SUB, shifted, logarithm), values, (output, gradient) -> {
                Node total = reduced(ReduceOp.Kind.SUM, gradient, axes, true);
                return Ops.map(Maps.SUB, gradient, Ops.map(Maps.MUL, total, Ops.map(Maps.EXP, output)));
            });
        });
    }

    private Node shifted(Node values, int[] axes) {
        Node fixed = values.requiresGrad() ? Ops.detach(values) : values;
        return Ops.map(Maps.SUB, values, reduced(ReduceOp.Kind.MAXIMUM, fixed, axes, true));
    }

    // ---- the greatest and the least

    /** The greatest of all elements; of equal ones each gets its part of the gradient. */
    public final Tensor max() {
        checkNotEmpty("max");
        return named("max.1", () -> Ops.reduce(ReduceOp.Kind.MAXIMUM, node(), allAxes()));
    }

    /** The least of all elements; of equal ones each gets its part of the gradient. */
    public final Tensor min() {
        checkNotEmpty("min");
        return named("min.1", () -> Ops.reduce(ReduceOp.Kind.MINIMUM, node(), allAxes()));
    }

    /** The greatest values along an axis and their places; of equal ones the first. */
    public final IndexedValues max(int dim) {
        return max(dim, false);
    }

    public final IndexedValues max(int dim, boolean keepdim) {
        return extreme("max", ReduceOp.Kind.FIRST_MAXIMUM, ReduceOp.Kind.ARGMAX, dim, keepdim);
    }

    /** The least values along an axis and their places; of equal ones the first. */
    public final IndexedValues min(int dim) {
        return min(dim, false);
    }

    public final IndexedValues min(int dim, boolean keepdim) {
        return extreme("min", ReduceOp.Kind.FIRST_MINIMUM, ReduceOp.Kind.ARGMIN, dim, keepdim);
    }

    private IndexedValues extreme(
            String operation, ReduceOp.Kind value, ReduceOp.Kind position, int dim, boolean keepdim) {
        int[] axes = {notEmpty(operation, dim)};
        return new IndexedValues(
                operation, made(reduced(value, node(), axes, keepdim)), made(reduced(position, node(), axes, keepdim)));
    }

    /** The greatest values along an axis; of equal ones each gets its part of the gradient. */
    public final Tensor amax(int dim, boolean keepdim) {
        return made(reduced(ReduceOp.Kind.MAXIMUM, node(), new int[] {notEmpty("amax", dim)}, keepdim));
    }

    /** The least values along an axis; of equal ones each gets its part of the gradient. */
    public final Tensor amin(int dim, boolean keepdim) {
        return made(reduced(ReduceOp.Kind.MINIMUM, node(), new int[] {notEmpty("amin", dim)}, keepdim));
    }

    /** The position of the greatest of all elements, counted row-major. */
    public final Tensor argmax() {
        checkNotEmpty("argmax");
        return made(Ops.reduce(ReduceOp.Kind.ARGMAX, node(), allAxes()));
    }

    /** The positions of the greatest values along an axis; of equal ones the first. */
    public final Tensor argmax(int dim) {
        return argmax(dim, false);
    }

    public final Tensor argmax(int dim, boolean keepdim) {
        return made(reduced(ReduceOp.Kind.ARGMAX, node(), new int[] {notEmpty("argmax", dim)}, keepdim));
    }

    /** The position of the least of all elements, counted row-major. */
    public final Tensor argmin() {
        checkNotEmpty("argmin");
        return made(Ops.reduce(ReduceOp.Kind.ARGMIN, node(), allAxes()));
    }

    /** The positions of the least values along an axis; of equal ones the first. */
    public final Tensor argmin(int dim) {
        return argmin(dim, false);
    }

    public final Tensor argmin(int dim, boolean keepdim) {
        return made(reduced(ReduceOp.Kind.ARGMIN, node(), new int[] {notEmpty("argmin", dim)}, keepdim));
    }

    private void checkNotEmpty(String operation) {
        if (shape().size() == 0) {
            throw new IllegalArgumentException(operation + "(): Expected reduction dim to be specified for "
                    + "input.numel() == 0. Specify the reduction dim with the 'dim' argument.");
        }
    }

    private int notEmpty(String operation, int dim) {
        int axis = axis(operation, dim);
        if (shape().get(axis) == 0) {
            throw new IllegalArgumentException(
                    operation + "(): Expected reduction dim " + axis + " to have non-zero size.");
        }
        return axis;
    }

    // ---- truth

    /** Whether any element is true (not 0). */
    public final Tensor any() {
        return made(Ops.map(Maps.NE, Ops.reduce(ReduceOp.Kind.SUM, counted(), allAxes()), Ops.fill(0, DType.INT64)));
    }

    public final Tensor any(int dim, boolean keepdim) {
        int[] axes = {axis("any", dim)};
        return made(Ops.map(Maps.NE, reduced(ReduceOp.Kind.SUM, counted(), axes, keepdim), Ops.fill(0, DType.INT64)));
    }

    /** Whether all elements are true (not 0). */
    public final Tensor all(int dim, boolean keepdim) {
        return self().logicalNot().any(dim, keepdim).logicalNot();
    }

    /** Whether all elements are true (not 0). */
    public final Tensor all() {
        return self().logicalNot().any().logicalNot();
    }

    private Node counted() {
        return Promotion.to(Promotion.to(node(), DType.BOOL), DType.INT64);
    }

    /** The running sums along an axis. */
    public final Tensor cumsum(int dim) {
        int axis = axis("cumsum", dim);
        return named("cumsum", () -> RunningSum.of(summable(), axis));
    }
}
