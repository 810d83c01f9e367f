package nabla.backend.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import nabla.op.ConcatOp;
import nabla.op.ContractOp;
import nabla.op.Expand;
import nabla.op.Expr;
import nabla.op.GatherOp;
import nabla.op.LeafOp;
import nabla.op.MapOp;
import nabla.op.Node;
import nabla.op.ReduceOp;
import nabla.op.Reshape;
import nabla.op.Shape;
import nabla.op.ViewOp;
import nabla.runtime.Clock;

/** The values of all nodes of a graph in float64, one node after another, every value kept. */
public final class Evaluation {
    private final Node[] nodes;
    private final double[][] values;
    private final double[] scalars;
    private final double[] milliseconds;
    private int scalarCount;

    /**
     * Computes all nodes.
     *
     * @param nodes inputs before what is made of them; each one's {@link Node#ordinal} is its position
     * @param leaves the elements of each {@link LeafOp.Data}, in their order
     * @param scalars the value of each {@link LeafOp.Scalar}, in their order
     * @param clock measures how long each node takes
     */
    public Evaluation(Node[] nodes, double[][] leaves, double[] scalars, Clock clock) {
        this.nodes = nodes;
        this.scalars = scalars;
        values = new double[nodes.length][];
        milliseconds = new double[nodes.length];
        int leaf = 0;
        double before = clock.milliseconds();
        for (Node node : nodes) {
            values[node.ordinal] = node.op() instanceof LeafOp.Data ? leaves[leaf++] : compute(node);
            double now = clock.milliseconds();
            milliseconds[node.ordinal] = now - before;
            before = now;
        }
    }

    /** The other evaluation's values, but for one node and for what depends on it, as far as that is wanted. */
    private Evaluation(Evaluation other, int changed, double[] replacement, IntPredicate isWanted) {
        nodes = other.nodes;
        scalars = other.scalars;
        milliseconds = other.milliseconds;
        values = other.values.clone();
        values[changed] = replacement;
        boolean[] depends = new boolean[nodes.length];
        depends[changed] = true;
        for (int i = changed + 1; i < nodes.length; i++) {
            Node node = nodes[i];
            for (int k = 0; k < node.inputs(); k++) {
                depends[i] |= depends[node.input(k).ordinal];
            }
            depends[i] &= isWanted.test(i);
            if (depends[i]) {
                values[i] = compute(node);
            }
        }
    }

    /** What the values of the wanted nodes would be if those of one node were others; the rest stays as it is. */
    public Evaluation replacing(int node, double[] elements, IntPredicate isWanted) {
        return new Evaluation(this, node, elements, isWanted);
    }

    /** The elements of each node, row-major. */
    public double[][] values() {
        return values;
    }

    /** How long each node took to be computed. */
    public double[] milliseconds() {
        return milliseconds;
    }

    private double[] compute(Node node) {
        if (node.op() instanceof MapOp map) {
            return map(map, node);
        }
        if (node.op() instanceof ViewOp view) {
            return view(view, node);
        }
        if (node.op() instanceof ReduceOp reduce) {
            return reduce(reduce, node);
        }
        if (node.op() instanceof ContractOp contract) {
            return contract(contract, node);
        }
        if (node.op() instanceof GatherOp gather) {
            return gather(gather, node);
        }
        if (node.op() instanceof ConcatOp concat) {
            return concat(concat, node);
        }
        return leaf((LeafOp) node.op(), node);
    }

    private double[] leaf(LeafOp op, Node node) {
        double[] result = new double[node.shape().size()];
        if (op instanceof LeafOp.Scalar) {
            result[0] = scalars[scalarCount++];
        } else if (op instanceof LeafOp.Fill fill) {
            Arrays.fill(result, fill.value());
        } else {
            for (int i = 0; i < result.length; i++) {
                result[i] = i;
            }
        }
        return result;
    }

    private double[] map(MapOp op, Node node) {
        int size = node.shape().size();
        double[][] inputs = new double[node.inputs()][];
        Expr[] arguments = new Expr[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Shape shape = node.input(i).shape();
            double[] given = values[node.input(i).ordinal];
            inputs[i] = shape.equals(node.shape()) ? given : spread(given, shape, node);
            arguments[i] = Expr.input(i, node.input(i).type());
        }
        Expr expression = op.apply(arguments);
        double[] result = new double[size];
        double[] element = new double[inputs.length];
        for (int k = 0; k < result.length; k++) {
            for (int i = 0; i < inputs.length; i++) {
                element[i] = inputs[i][k];
            }
            result[k] = ScalarMath.evaluate(expression, element);
        }
        return result;
    }

    /** An input that is broadcast to the node's shape. */
    private double[] spread(double[] given, Shape shape, Node node) {
        int size = node.shape().size();
        if (given.length == 1) {
            double[] same = new double[size];
            Arrays.fill(same, given[0]);
            return same;
        }
        CoordinateArrays arithmetic = arithmetic(node);
        return pick(given, Expand.broadcast(arithmetic.all(node.shape()), shape, arithmetic), shape, size);
    }

    private double[] view(ViewOp view, Node node) {
        if (view instanceof Reshape) {
            return values[node.input(0).ordinal]; // the same numbers in the same order
        }
        CoordinateArrays arithmetic = arithmetic(node);
        List<int[]> source = view.source(arithmetic.all(node.shape()), node, arithmetic);
        double[] input = values[node.input(0).ordinal];
        int[] strides = node.input(0).shape().strides();
        double[] result = new double[node.shape().size()];
        for (int k = 0; k < result.length; k++) {
            result[k] = arithmetic.isInside(k) ? input[position(source, strides, k)] : view.outside();
        }
        return result;
    }

    private double[] reduce(ReduceOp op, Node node) {
        Shape shape = node.input(0).shape();
        double[] input = values[node.input(0).ordinal];
        List<int[]> at = new CoordinateArrays(shape.size(), scalar -> 0).all(shape);
        int[] strides = node.shape().strides();
        double[] result = new double[node.shape().size()];
        double[] best = new double[result.length];
        int[] seen = new int[result.length];
        Arrays.fill(result, op.kind() == ReduceOp.Kind.PRODUCT ? 1 : 0);
        for (int k = 0; k < input.length; k++) {
            int to = 0;
            int kept = 0;
            for (int axis = 0; axis < shape.rank(); axis++) {
                to += op.reduces(axis) ? 0 : at.get(axis)[k] * strides[kept++];
            }
            boolean first = seen[to]++ == 0;
            double value = input[k];
            switch (op.kind()) {
                case SUM -> result[to] += value;
                case PRODUCT -> result[to] *= value;
                case MAXIMUM, FIRST_MAXIMUM -> result[to] = first ? value : Math.max(result[to], value);
                case MINIMUM, FIRST_MINIMUM -> result[to] = first ? value : Math.min(result[to], value);
                case ARGMAX, ARGMIN -> {
                    boolean better = op.kind() == ReduceOp.Kind.ARGMAX ? value > best[to] : value < best[to];
                    boolean isFirstNaN = Double.isNaN(value) && !Double.isNaN(best[to]);
                    if (first || better || isFirstNaN) {
                        best[to] = value;
                        result[to] = seen[to] - 1;
                    }
                }
            }
        }
        return result;
    }

    private double[] contract(ContractOp op, Node node) {
        AddressTables tables = AddressTables.of(op, node);
        if (tables != null) {
            double[] a = values[node.input(0).ordinal];
            double[] b = values[node.input(1).ordinal];
            return tables.contract(a, b, node.shape().size());
        }
        Shape reduced = Shape.of(op.reduced(node));
        double[] result = new double[node.shape().size()];
        int[] counters = new int[reduced.rank()];
        for (int step = 0; step < reduced.size(); step++) {
            int rest = step;
            for (int axis = counters.length - 1; axis >= 0; axis--) {
                counters[axis] = rest % reduced.get(axis);
                rest /= reduced.get(axis);
            }
            CoordinateArrays arithmetic = arithmetic(node);
            List<int[]> at = arithmetic.all(node.shape());
            List<int[]> inner = new ArrayList<>();
            for (int counter : counters) {
                inner.add(arithmetic.constant(counter));
            }
            List<int[]> first = op.first(at, inner, node, arithmetic);
            List<int[]> second = op.second(at, inner, node, arithmetic);
            double[] a = values[node.input(0).ordinal];
            double[] b = values[node.input(1).ordinal];
            int[] stridesA = node.input(0).shape().strides();
            int[] stridesB = node.input(1).shape().strides();
            for (int k = 0; k < result.length; k++) {
                if (arithmetic.isInside(k)) {
                    result[k] += a[position(first, stridesA, k)] * b[position(second, stridesB, k)];
                }
            }
        }
        return result;
    }

    private double[] gather(GatherOp op, Node node) {
        CoordinateArrays arithmetic = arithmetic(node);
        List<int[]> at = arithmetic.all(node.shape());
        Shape indexShape = node.input(1).shape();
        double[] found = pick(
                values[node.input(1).ordinal],
                op.indexAt(at),
                indexShape,
                node.shape().size());
        int[] index = new int[found.length];
        int limit = op.limit(node);
        for (int k = 0; k < index.length; k++) {
            index[k] = (int) found[k];
            if (index[k] < 0 || index[k] >= limit) {
                throw GatherOp.outOfBounds(op.name(), index[k], limit);
            }
        }
        return pick(
                values[node.input(0).ordinal],
                op.sourceAt(at, index, node),
                node.input(0).shape(),
                index.length);
    }

    private double[] concat(ConcatOp op, Node node) {
        double[] result = new double[node.shape().size()];
        int[] strides = node.shape().strides();
        int start = 0;
        for (int i = 0; i < node.inputs(); i++) {
            Node part = node.input(i);
            List<int[]> at = new CoordinateArrays(part.shape().size(), scalar -> 0).all(part.shape());
            for (int k = 0; k < part.shape().size(); k++) {
                result[start * strides[op.axis()] + position(at, strides, k)] = values[part.ordinal][k];
            }
            start += part.shape().get(op.axis());
        }
        return result;
    }

    private CoordinateArrays arithmetic(Node node) {
        return new CoordinateArrays(node.shape().size(), scalar -> (int) values[scalar.ordinal][0]);
    }

    private static double[] pick(double[] from, List<int[]> at, Shape shape, int count) {
        int[] strides = shape.strides();
        double[] result = new double[count];
        for (int k = 0; k < count; k++) {
            result[k] = from[position(at, strides, k)];
        }
        return result;
    }

    private static int position(List<int[]> at, int[] strides, int k) {
        int position = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            position += at.get(axis)[k] * strides[axis];
        }
        return position;
    }
}
