package nabla.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.op.GradMode;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Recording;
import nabla.op.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A backward pass as more graph: walks from outputs to the leaves that require gradients and appends the nodes of their
 * gradients. Operations are visited in the reverse order of their making, as PyTorch does.
 */
public final class Backward {
    private static final String LOG_SOFTMAX = "log_softmax";

    private final Node root;
    private final Node[] order;
    private final @Nullable Node[] gradients;
    private final int walk;
    private final boolean createGraph;
    private final @Nullable Recording recording = Recording.current();
    private final List<Recording.Arrival> arrivals = new ArrayList<>(0);

    private Backward(Node root, Node[] order, int walk, boolean createGraph) {
        this.root = root;
        this.order = order;
        this.walk = walk;
        this.createGraph = createGraph;
        gradients = new Node[order.length];
    }

    /** As {@link #from(Node[], Node[], boolean)} of one output. */
    public static Backward from(Node root, Node gradient, boolean createGraph) {
        return from(new Node[] {root}, new Node[] {gradient}, createGraph);
    }

    /**
     * Appends the gradients of everything that the roots depend on. What follows must be asked before the next walk.
     *
     * @param weights the gradient of each root, of its shape
     * @param createGraph whether the gradients can be differentiated in turn
     * @throws IllegalStateException with PyTorch's words if the graph was walked before and not retained
     */
    public static Backward from(Node[] roots, Node[] weights, boolean createGraph) {
        int walk = Walk.next();
        Backward pass = new Backward(roots[0], order(roots, walk), walk, createGraph);
        for (int i = 0; i < roots.length; i++) {
            pass.add(roots[i], weights[i]);
        }
        boolean before = GradMode.set(createGraph);
        try {
            pass.propagate();
        } finally {
            GradMode.set(before);
        }
        return pass;
    }

    /** The gradient that reached a node, or null if none did. */
    public @Nullable Node gradient(Node node) {
        return node.mark == walk ? gradients[node.ordinal] : null;
    }

    /** All nodes that a gradient can reach, latest first. */
    public List<Node> nodes() {
        return List.of(order);
    }

    /**
     * Adds what reached the leaves to what they have collected.
     *
     * @param retainGraph whether the same graph may be walked again
     * @return what the operation that made the root took from outside it: of a loss, the network's output
     */
    public List<Node> accumulate(boolean retainGraph) {
        boolean before = GradMode.set(createGraph);
        try {
            for (Node node : order) {
                Node arrived = gradients[node.ordinal];
                if (arrived != null && node.accumulateGrad() != null) {
                    node.accumulateGrad().add(arrived);
                }
            }
        } finally {
            GradMode.set(before);
        }
        if (recording != null) {
            List<@Nullable Node> inOrder = new ArrayList<>();
            for (Node node : order) {
                inOrder.add(gradients[node.ordinal]);
            }
            recording.backward(root, List.of(order), inOrder, arrivals);
        }
        List<Node> taken = takenByScope();
        if (!retainGraph) {
            release();
        }
        return taken;
    }

    /** Says that the graph is not to be walked again. */
    public void release() {
        for (Node node : order) {
            if (node.accumulateGrad() == null) {
                node.release();
            }
        }
    }

    private void propagate() {
        for (Node node : order) {
            Node arrived = gradients[node.ordinal];
            if (arrived != null) {
                Node kept = node.arrived(arrived);
                gradients[node.ordinal] = kept;
                if (node.accumulateGrad() == null) {
                    propagate(node, kept);
                }
            }
        }
    }

    private void propagate(Node node, Node arrived) {
        @Nullable Node[] parts = node.op().gradients(node, arrived);
        for (int i = 0; i < parts.length; i++) {
            Node part = parts[i];
            if (part != null && node.input(i).requiresGrad()) {
                Node sum = add(node.input(i), part);
                if (recording != null) {
                    arrivals.add(new Recording.Arrival(node, node.input(i), sum));
                }
            }
        }
    }

    private Node add(Node node, Node part) {
        Node before = gradients[node.ordinal];
        Node sum = before == null ? part : Ops.map(Maps.ADD, before, part);
        gradients[node.ordinal] = sum;
        return sum;
    }

    /**
     * What enters the named operation that the root belongs to: of a loss, the network's output. Cross-entropy is a loss of
     * log-softmax, and the logits that this one took are meant.
     */
    private List<Node> takenByScope() {
        List<Node> taken = entering(root.scope());
        for (Node node : List.copyOf(taken)) {
            Scope scope = Scope.outermost(node.scope());
            if (scope != null && scope.name().equals(LOG_SOFTMAX)) {
                taken.addAll(entering(scope));
            }
        }
        return taken;
    }

    /** What the nodes of a scope take from outside it, as far as gradients flow there. */
    private List<Node> entering(@Nullable Scope inner) {
        List<Node> taken = new ArrayList<>(1);
        Scope scope = Scope.outermost(inner);
        if (scope != null) {
            for (Node node : order) {
                int inputs = Scope.outermost(node.scope()) == scope ? node.inputs() : 0;
                for (int i = 0; i < inputs; i++) {
                    Node input = node.input(i);
                    boolean isOutside = Scope.outermost(input.scope()) != scope;
                    if (input.requiresGrad() && isOutside && !taken.contains(input)) {
                        taken.add(input);
                    }
                }
            }
        }
        return taken;
    }

    /** All nodes that a gradient can reach, latest first; each one's ordinal indexes an array of that length. */
    private static Node[] order(Node[] roots, int walk) {
        Node[] found = new Node[Math.max(32, roots.length)];
        int count = 0;
        for (Node root : roots) {
            if (root.mark != walk) {
                insert(root, found, count++, walk);
            }
        }
        // Inputs are older than what is made of them: nothing comes before a node that was looked at.
        for (int i = 0; i < count; i++) {
            Node node = found[i];
            node.ordinal = i;
            checkNotReleased(node);
            int inputs = node.accumulateGrad() == null ? node.inputs() : 0;
            for (int k = 0; k < inputs; k++) {
                Node input = node.input(k);
                if (input.requiresGrad() && input.mark != walk) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    insert(input, found, count++, walk);
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Puts a node in its place among {@code count}, of which the latest comes first. */
    private static void insert(Node node, Node[] found, int count, int walk) {
        node.mark = walk;
        int place = count;
        while (place > 0 && found[place - 1].serial() < node.serial()) {
            found[place] = found[place - 1];
            place--;
        }
        found[place] = node;
    }

    private static void checkNotReleased(Node node) {
        if (node.isReleased()) {
            throw new IllegalStateException("Trying to backward through the graph a second time (or directly access "
                    + "saved tensors after they have already been freed). Saved intermediate values of the graph "
                    + "are freed when you call .backward() or autograd.grad(). Specify retainGraph if you need to "
                    + "backward through the graph a second time or if you need to access saved tensors after "
                    + "calling backward.");
        }
    }
}
