package nabla.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.backend.reference.Evaluation;
import nabla.backend.reference.ScalarMath;
import nabla.op.Expr;
import nabla.op.MapOp;
import nabla.op.Node;
import nabla.op.Primitive;
import nabla.op.ReduceOp;
import nabla.op.Shape;

/** Finds operations that choose otherwise in one evaluation than in another: there a function has no slope. */
final class Kinks {
    private final Trace trace;

    Kinks(Trace trace) {
        this.trace = trace;
    }

    /** The name of the first operation of the forward pass that chooses otherwise; empty if there is none. */
    String between(Evaluation a, Evaluation b, int changed) {
        Node[] nodes = trace.snapshot.copies();
        for (int i = changed + 1; i < nodes.length; i++) {
            boolean differs = trace.forward.isForward(i) && a.values()[i] != b.values()[i];
            if (differs && (choosesOtherwise(nodes[i], a.values(), b.values()))) {
                return nodes[i].op().name();
            }
        }
        return "";
    }

    private static boolean choosesOtherwise(Node node, double[][] a, double[][] b) {
        if (node.op() instanceof MapOp map) {
            return mapChoosesOtherwise(map, node, a, b);
        }
        boolean chooses = node.op() instanceof ReduceOp reduce
                && reduce.kind() != ReduceOp.Kind.SUM
                && reduce.kind() != ReduceOp.Kind.PRODUCT;
        return chooses && reduceChoosesOtherwise((ReduceOp) node.op(), node, a, b);
    }

    private static boolean mapChoosesOtherwise(MapOp op, Node node, double[][] a, double[][] b) {
        Expr[] arguments = new Expr[node.inputs()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = Expr.input(i, node.input(i).type());
        }
        List<Expr> choices = new ArrayList<>();
        collect(op.apply(arguments), choices);
        if (choices.isEmpty()) {
            return false;
        }
        double[] first = new double[arguments.length];
        double[] second = new double[arguments.length];
        for (int cell = 0; cell < node.shape().size(); cell++) {
            boolean differs = false;
            for (int i = 0; i < arguments.length; i++) {
                int place = place(cell, node.shape(), node.input(i).shape());
                first[i] = a[node.input(i).ordinal][place];
                second[i] = b[node.input(i).ordinal][place];
                differs |= first[i] != second[i];
            }
            for (int c = 0; differs && c < choices.size(); c++) {
                if (ScalarMath.evaluate(choices.get(c), first) != ScalarMath.evaluate(choices.get(c), second)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What an expression decides by: conditions, and where its steps lie. */
    private static void collect(Expr e, List<Expr> choices) {
        Primitive primitive = e.primitive();
        if (primitive == Primitive.MAXIMUM || primitive == Primitive.MINIMUM) {
            choices.add(e.argument(0).gt(e.argument(1)));
        } else if (primitive == Primitive.ABSOLUTE) {
            choices.add(e.argument(0).gt(Expr.ZERO));
        } else if (primitive == Primitive.SELECT) {
            choices.add(e.argument(0));
        } else if (primitive == Primitive.FLOOR) {
            choices.add(e);
        }
        for (int i = 0; i < e.arity(); i++) {
            collect(e.argument(i), choices);
        }
    }

    private static int place(int cell, Shape shape, Shape input) {
        int[] strides = input.strides();
        int place = 0;
        int rest = cell;
        int[] all = shape.strides();
        for (int axis = 0; axis < shape.rank(); axis++) {
            int at = rest / all[axis];
            rest %= all[axis];
            int own = axis - (shape.rank() - input.rank());
            place += own < 0 || input.get(own) == 1 ? 0 : at * strides[own];
        }
        return place;
    }

    private static boolean reduceChoosesOtherwise(ReduceOp op, Node node, double[][] a, double[][] b) {
        Shape shape = node.input(0).shape();
        double[] before = a[node.input(0).ordinal];
        double[] after = b[node.input(0).ordinal];
        int[] winnerBefore = winners(op, shape, before, node.shape().size());
        int[] winnerAfter = winners(op, shape, after, node.shape().size());
        for (int i = 0; i < winnerBefore.length; i++) {
            if (winnerBefore[i] != winnerAfter[i]) {
                return true;
            }
        }
        return false;
    }

    private static int[] winners(ReduceOp op, Shape shape, double[] values, int size) {
        boolean greatest = op.kind() == ReduceOp.Kind.MAXIMUM
                || op.kind() == ReduceOp.Kind.FIRST_MAXIMUM
                || op.kind() == ReduceOp.Kind.ARGMAX;
        int[] strides = shape.strides();
        int[] winners = new int[size];
        Arrays.fill(winners, -1);
        for (int k = 0; k < values.length; k++) {
            int to = 0;
            for (int axis = 0; axis < strides.length; axis++) {
                to = op.reduces(axis) ? to : to * shape.get(axis) + k / strides[axis] % shape.get(axis);
            }
            int best = winners[to];
            if (best < 0 || (greatest ? values[k] > values[best] : values[k] < values[best])) {
                winners[to] = k;
            }
        }
        return winners;
    }
}
