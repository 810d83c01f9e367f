package nabla.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nabla.op.GradMode;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass as more graph: walks from an output to the leaves that require gradients and appends the nodes of
 * their gradients. Operations are visited in the reverse order of their making, as PyTorch does.
 */
public final class Autograd {
    private Autograd() {}

    /**
     * Adds the gradient of {@code root}, weighted by {@code gradient}, to every leaf that it depends on.
     *
     * @param gradient of {@code root}'s shape
     * @param retainGraph whether the same graph may be walked again
     * @return what the operation that made {@code root} took from outside it: of a loss, the network's output
     * @throws IllegalStateException with PyTorch's words if the graph was walked before and not retained
     */
    public static List<Node> backward(Node root, Node gradient, boolean retainGraph) {
        Node[] order = order(root);
        @Nullable Node[] gradients = new Node[order.length];
        gradients[root.ordinal] = gradient;
        GradMode.noGrad(() -> {
            for (Node node : order) {
                Node arrived = gradients[node.ordinal];
                if (arrived == null) {
                    continue;
                }
                if (node.accumulateGrad() != null) {
                    node.accumulateGrad().add(arrived);
                } else {
                    propagate(node, arrived, gradients);
                }
            }
        });
        List<Node> taken = takenByScope(root, order);
        if (!retainGraph) {
            for (Node node : order) {
                if (node.accumulateGrad() == null) {
                    node.release();
                }
            }
        }
        return taken;
    }

    /** What enters the named operation that the root belongs to. */
    private static List<Node> takenByScope(Node root, Node[] order) {
        List<Node> taken = new ArrayList<>(1);
        Scope scope = root.scope();
        if (scope != null) {
            for (Node node : order) {
                for (int i = 0; node.scope() == scope && i < node.inputs(); i++) {
                    Node input = node.input(i);
                    if (input.requiresGrad() && input.scope() != scope && !taken.contains(input)) {
                        taken.add(input);
                    }
                }
            }
        }
        return taken;
    }

    private static void propagate(Node node, Node arrived, @Nullable Node[] gradients) {
        @Nullable Node[] parts = node.op().gradients(node, arrived);
        for (int i = 0; i < parts.length; i++) {
            Node input = node.input(i);
            Node part = parts[i];
            if (part != null && input.requiresGrad()) {
                Node sum = gradients[input.ordinal];
                gradients[input.ordinal] = sum == null ? part : Ops.map(Maps.ADD, sum, part);
            }
        }
    }

    /** All nodes that a gradient reaches, latest first; each one's ordinal indexes an array of that length. */
    private static Node[] order(Node root) {
        int walk = Walk.next();
        List<Node> found = new ArrayList<>();
        found.add(root);
        root.mark = walk;
        for (int i = 0; i < found.size(); i++) {
            Node node = found.get(i);
            node.ordinal = i;
            if (node.isReleased()) {
                throw new IllegalStateException(
                        "Trying to backward through the graph a second time (or directly access "
                                + "saved tensors after they have already been freed). Saved intermediate values of the graph "
                                + "are freed when you call .backward(). Specify retainGraph if you need to backward through "
                                + "the graph a second time.");
            }
            if (node.accumulateGrad() == null) {
                for (int k = 0; k < node.inputs(); k++) {
                    Node input = node.input(k);
                    if (input.requiresGrad() && input.mark != walk) {
                        input.mark = walk;
                        found.add(input);
                    }
                }
            }
        }
        Node[] order = found.toArray(new Node[0]);
        Arrays.sort(order, Comparator.comparingInt(node -> -node.serial()));
        return order;
    }
}
