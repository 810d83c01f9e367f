package nabla.graph;

import java.util.Arrays;
import nabla.op.LeafOp;
import nabla.op.Node;

/**
 * Finds everything that some outputs need: nodes in an order in which inputs come first, leaves, scalars, and a key of the
 * structure. One sweep object is used again and again, so that a training step allocates nothing here.
 */
public final class Sweep {
    private Node[] nodes = new Node[256];
    private int count;
    private Node[] stack = new Node[256];
    private int[] left = new int[256];
    private Node[] leaves = new Node[16];
    private int leafCount;
    private double[] scalars = new double[16];
    private int scalarCount;
    private long key;

    /**
     * Walks from the outputs to the leaves.
     *
     * @param outputs the nodes that must become real
     * @param updated for each of them the leaf that it replaces in place, or null; these count as needed, too
     * @throws StaleTensorException if something needed was replaced in place
     */
    public void run(Node[] outputs, Node[] updated) {
        int walk = Walk.next();
        count = 0;
        leafCount = 0;
        scalarCount = 0;
        key = 17;
        for (int i = 0; i < outputs.length; i++) {
            visit(outputs[i], walk);
            if (updated[i] != null) {
                visit(updated[i], walk);
            }
        }
        for (int i = 0; i < outputs.length; i++) {
            key = key * 31 + outputs[i].ordinal;
            key = key * 31 + (updated[i] == null ? -1 : updated[i].ordinal);
        }
    }

    /** An iterative walk: a chain of many thousand operations must not overflow the stack. */
    private void visit(Node root, int walk) {
        if (root.mark == walk) {
            return;
        }
        int depth = 0;
        enter(root, 0, walk);
        while (depth >= 0) {
            Node node = stack[depth];
            if (left[depth] > 0) {
                Node input = node.input(node.inputs() - left[depth]--);
                if (input.mark != walk) {
                    enter(input, ++depth, walk);
                }
            } else {
                add(node, root);
                depth--;
            }
        }
    }

    private void enter(Node node, int depth, int walk) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
            left = Arrays.copyOf(left, depth * 2);
        }
        node.mark = walk;
        stack[depth] = node;
        left[depth] = isLeaf(node) ? 0 : node.inputs();
    }

    private static boolean isLeaf(Node node) {
        return node.memory() != null || node.op() instanceof LeafOp;
    }

    private void add(Node node, Node root) {
        if (node.overwrittenBy() != null) {
            throw new StaleTensorException(root, node);
        }
        node.ordinal = count;
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, count * 2);
        }
        nodes[count++] = node;
        long code = 0;
        if (node.memory() != null || node.op() instanceof LeafOp.Data) {
            if (leafCount == leaves.length) {
                leaves = Arrays.copyOf(leaves, leafCount * 2);
            }
            leaves[leafCount++] = node;
            code = 1;
        } else {
            code = node.op().hashCode();
            if (node.op() instanceof LeafOp.Scalar scalar) {
                if (scalarCount == scalars.length) {
                    scalars = Arrays.copyOf(scalars, scalarCount * 2);
                }
                scalars[scalarCount++] = scalar.value();
            }
            for (int i = 0; i < node.inputs(); i++) {
                code = code * 1000003 + node.input(i).ordinal;
            }
        }
        key = (key ^ (code * 0x9E3779B97F4A7C15L) ^ node.shape().hashCode()) * 0xD6E8FEB86659FD93L
                + node.type().ordinal();
        key ^= key >>> 32;
    }

    /** A number that equal structures share. Others may share it by chance: {@link #matches} tells. */
    public long key() {
        return key;
    }

    /** How many nodes were found. */
    public int count() {
        return count;
    }

    /** How many leaves hold data. */
    public int leafCount() {
        return leafCount;
    }

    /** The i-th leaf that holds data; it may still have to be brought to the device. */
    public Node leaf(int i) {
        return leaves[i];
    }

    /** The scalars' values, in order, as a new array. */
    public double[] scalars() {
        return Arrays.copyOf(scalars, scalarCount);
    }

    /** Whether what was found has exactly this structure. */
    public boolean matches(Graph graph, Node[] outputs, Node[] updated) {
        Node[] others = graph.nodes();
        if (count != others.length || outputs.length != graph.outputs().length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!matches(nodes[i], others[i])) {
                return false;
            }
        }
        for (int i = 0; i < outputs.length; i++) {
            int update = updated[i] == null ? -1 : updated[i].ordinal;
            if (outputs[i].ordinal != graph.outputs()[i] || update != graph.updates()[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(Node node, Node other) {
        if (node.type() != other.type() || !node.shape().equals(other.shape())) {
            return false;
        }
        if (node.memory() != null || node.op() instanceof LeafOp.Data) {
            return other.op() instanceof LeafOp.Data;
        }
        if (node.op() != other.op() && !node.op().equals(other.op()) || node.inputs() != other.inputs()) {
            return false;
        }
        for (int i = 0; i < node.inputs(); i++) {
            if (node.input(i).ordinal != other.input(i).ordinal) {
                return false;
            }
        }
        return true;
    }

    /** The structure of what was found, to make a plan from and to compare with later. */
    public Graph graph(Node[] outputs, Node[] updated) {
        Node[] structure = new Node[count];
        for (int i = 0; i < count; i++) {
            Node node = nodes[i];
            Node[] inputs = new Node[isLeaf(node) ? 0 : node.inputs()];
            for (int k = 0; k < inputs.length; k++) {
                inputs[k] = structure[node.input(k).ordinal];
            }
            structure[i] = node.structure(inputs);
            structure[i].ordinal = i;
        }
        int[] results = new int[outputs.length];
        int[] updates = new int[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            results[i] = outputs[i].ordinal;
            updates[i] = updated[i] == null ? -1 : updated[i].ordinal;
        }
        return new Graph(structure, results, updates);
    }

    /** Lets go of the nodes, so that what nobody else holds can be freed. */
    public void clear() {
        Arrays.fill(nodes, 0, count, null);
        Arrays.fill(leaves, 0, leafCount, null);
        count = 0;
        leafCount = 0;
    }
}
