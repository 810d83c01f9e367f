package nabla;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.graph.Backward;
import nabla.graph.GradFn;
import nabla.op.DType;
import nabla.op.LeafOp;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ReduceOp;
import nabla.op.Shape;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;

/**
 * Looks for values that are not numbers in everything that a backward pass depends on or makes, and names the operation
 * that made the first.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/autograd.html#anomaly-detection">torch anomaly detection</a>
 */
final class AnomalyMode {
    /** Looks when a pass was made. An object, so that a program which never makes one does not hold the code for it. */
    private interface Search {
        void look(Device device, Node root, Backward pass);
    }

    private static @Nullable Search search;

    private AnomalyMode() {}

    /** Runs the body with the search on. */
    static void within(Runnable body) {
        Search before = search;
        search = AnomalyMode::look;
        try {
            body.run();
        } finally {
            search = before;
        }
    }

    /**
     * Waits for the device if the search is on.
     *
     * @throws IllegalStateException if something is not a number: which operation, from what, and what helps
     */
    static void check(Device device, Node root, Backward pass) {
        if (search != null) {
            search.look(device, root, pass);
        }
    }

    private static void look(Device device, Node root, Backward pass) {
        List<Node> forward = new ArrayList<>();
        collect(root, forward, new IdentityHashMap<>());
        List<Node> all = new ArrayList<>(forward);
        List<Node> reached = new ArrayList<>();
        for (Node node : pass.nodes()) {
            Node gradient = pass.gradient(node);
            if (gradient != null) {
                reached.add(node);
                all.add(gradient);
            }
        }
        boolean[] isNan = find(device, all);
        Map<Node, Boolean> known = new IdentityHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            known.put(all.get(i), isNan[i]);
        }
        for (Node node : forward) {
            if (known.getOrDefault(node, false)) {
                throw new IllegalStateException(madeForward(node));
            }
        }
        for (int i = 0; i < reached.size(); i++) {
            if (isNan[forward.size() + i]) {
                throw new IllegalStateException(madeBackward(reached.get(i), reached));
            }
        }
    }

    /** Inputs first, so that the first that is found made it. */
    private static void collect(Node node, List<Node> found, Map<Node, Node> seen) {
        List<Node> stack = new ArrayList<>(List.of(node));
        while (!stack.isEmpty()) {
            Node top = stack.get(stack.size() - 1);
            boolean isReady = true;
            for (int i = 0; i < top.inputs() && top.overwrittenBy() == null; i++) {
                if (!seen.containsKey(top.input(i))) {
                    isReady = false;
                    stack.add(top.input(i));
                }
            }
            if (isReady) {
                stack.remove(stack.size() - 1);
                if (seen.put(top, top) == null && top.overwrittenBy() == null) {
                    found.add(top);
                }
            }
        }
    }

    private static boolean[] find(Device device, List<Node> nodes) {
        List<Node> flags = new ArrayList<>();
        for (Node node : nodes) {
            Node isNan = Ops.map(Maps.to(DType.INT64), Ops.map(Maps.IS_NAN, Ops.detach(node)));
            Node any = Ops.reduce(
                    ReduceOp.Kind.MAXIMUM,
                    Ops.reshape(isNan, Shape.of(node.shape().size())),
                    0);
            flags.add(node.shape().size() == 0 ? Ops.fill(0, DType.INT64) : any);
        }
        Object[] values = device.read(flags.toArray(new Node[0]));
        boolean[] result = new boolean[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = ((long[]) values[i])[0] != 0;
        }
        return result;
    }

    private static String madeForward(Node node) {
        if (node.op() instanceof LeafOp) {
            return "detectAnomaly: the data " + node.shape() + " " + node.type()
                    + " already holds nan.\n  Hint: look for missing values where the data comes from.";
        }
        StringBuilder inputs = new StringBuilder();
        for (int i = 0; i < node.inputs(); i++) {
            inputs.append(i == 0 ? "" : ", ").append(node.input(i).shape());
        }
        String scope = node.scope() == null ? "" : " inside " + node.scope().name();
        return "detectAnomaly: " + node.op().name() + scope + " made the first nan: result " + node.shape()
                + ", of inputs " + inputs + " that hold none.\n  Hint: "
                + hint(node.op().name());
    }

    private static String hint(String operation) {
        return switch (operation) {
            case "log" -> "the logarithm of a negative number; clampMin(1e-12) before it, or logSoftmax.";
            case "sqrt", "rsqrt" -> "the root of a negative number; clampMin(0) before it.";
            case "div", "reciprocal" -> "0 / 0 or inf / inf; add a small number to the divisor.";
            case "pow" -> "a negative number to a power that is not whole.";
            default ->
                "inf - inf or 0 * inf: something grew beyond float32; a smaller learning rate, or smaller numbers.";
        };
    }

    /** The step whose gradient turned into nan on its way: the one that reaches the node and has none itself. */
    private static String madeBackward(Node node, List<Node> reached) {
        for (Node by : reached) {
            for (int i = 0; i < by.inputs(); i++) {
                if (by.input(i) == node) {
                    return "Function '" + Objects.requireNonNull(GradFn.of(by)).name() + "' returned nan values in its "
                            + i + "th output.\n  Hint: the gradient of "
                            + by.op().name() + " " + node.shape()
                            + " is not defined there (such as the root at 0, or 0 * inf).";
                }
            }
        }
        return "the gradient " + node.shape() + " that backward began with holds nan.";
    }
}
