package nabla.graph;

import java.util.Arrays;
import nabla.op.LeafOp;
import nabla.op.Node;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything that some outputs need: nodes in an order in which inputs come first, leaves, and scalars; and compares
 * its structure. What it found it lets go of at the next run or {@link #clear}.
 */
public final class Sweep {
    private static final int DEPTH = 64;

    // New ones in each run: a store of a young object in an old array costs a garbage collector more than a new array.
    private Node[] nodes = new Node[0];
    private Node[] stack = new Node[0];
    private int count;
    private int[] left = new int[DEPTH];
    private Node[] leaves = new Node[16];
    private int leafCount;
    private double[] scalars = new double[16];
    private int scalarCount;

    /**
     * Walks from the outputs to the leaves.
     *
     * @param outputs the nodes that must become real
     * @param updated for each of them the leaf that it replaces in place, or null; these count as needed, too
     * @throws StaleTensorException if something needed was replaced in place
     */
    public void run(Node[] outputs, Node[] updated) {
        int walk = Walk.next();
        nodes = new Node[Math.max(16, count)];
        stack = new Node[left.length];
        count = 0;
        forgetLeaves();
        for (int i = 0; i < outputs.length; i++) {
            visit(outputs[i], walk);
            if (updated[i] != null) {
                visit(updated[i], walk);
            }
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
        left[depth] = node.memory() == null ? node.inputs() : 0;
    }

    private static boolean isData(Node node) {
        return node.memory() != null || node.op() instanceof LeafOp.Data;
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
        note(node);
    }

    /** Notes the node if it is a leaf with data or a scalar. */
    private void note(Node node) {
        if (isData(node)) {
            if (leafCount == leaves.length) {
                leaves = Arrays.copyOf(leaves, leafCount * 2);
            }
            leaves[leafCount++] = node;
        } else if (node.op() instanceof LeafOp.Scalar scalar) {
            if (scalarCount == scalars.length) {
                scalars = Arrays.copyOf(scalars, scalarCount * 2);
            }
            scalars[scalarCount++] = scalar.value();
        }
    }

    /**
     * As {@link #run} where what it would find has exactly this structure; else nothing is found, and this is false. One
     * pass from the outputs to the leaves, without finding an order: the structure has one.
     */
    public boolean follows(Graph graph, Node[] outputs, Node[] updated) {
        Node[] others = graph.nodes();
        if (outputs.length != graph.outputs().length) {
            return false;
        }
        int walk = Walk.next();
        Node[] found = new Node[others.length];
        for (int i = 0; i < outputs.length; i++) {
            int update = graph.updates()[i];
            if (!takes(found, graph.outputs()[i], outputs[i], walk)
                    || (update < 0 ? updated[i] != null : !takes(found, update, updated[i], walk))) {
                return false;
            }
        }
        count = others.length;
        forgetLeaves();
        // Each node is an output or an input of a later one: it is there before its turn comes.
        for (int i = others.length - 1; i >= 0; i--) {
            Node node = found[i];
            Node other = others[i];
            if (node.overwrittenBy() != null || !isAlike(node, other)) {
                return false;
            }
            int inputs = other.inputs();
            for (int k = 0; k < inputs; k++) {
                if (!takes(found, other.input(k).ordinal, node.input(k), walk)) {
                    return false;
                }
            }
            if (inputs == 0) {
                note(node);
            }
        }
        reverse();
        return true;
    }

    /** Whether the node can stand at this place, where no other does: one node has one place. */
    private static boolean takes(Node[] found, int place, @Nullable Node node, int walk) {
        Node before = found[place];
        if (before != null || node == null || node.mark == walk) {
            return node != null && before == node;
        }
        node.mark = walk;
        found[place] = node;
        return true;
    }

    /** Puts leaves and scalars, which were noted from the last to the first, in order. */
    private void reverse() {
        for (int i = 0, k = leafCount - 1; i < k; i++, k--) {
            Node leaf = leaves[i];
            leaves[i] = leaves[k];
            leaves[k] = leaf;
        }
        for (int i = 0, k = scalarCount - 1; i < k; i++, k--) {
            double scalar = scalars[i];
            scalars[i] = scalars[k];
            scalars[k] = scalar;
        }
    }

    /** A number that equal structures share. Others may share it by chance: {@link #follows} tells. */
    public long key(Node[] outputs, Node[] updated) {
        long key = 17;
        for (int i = 0; i < count; i++) {
            Node node = nodes[i];
            key = (key ^ (code(node) * 0x9E3779B97F4A7C15L) ^ node.shape().hashCode()) * 0xD6E8FEB86659FD93L
                    + node.type().ordinal();
            key ^= key >>> 32;
        }
        for (int i = 0; i < outputs.length; i++) {
            key = key * 31 + outputs[i].ordinal;
            key = key * 31 + (updated[i] == null ? -1 : updated[i].ordinal);
        }
        return key;
    }

    private static long code(Node node) {
        if (isData(node)) {
            return 1;
        }
        long code = node.op().hashCode();
        for (int i = 0; i < node.inputs(); i++) {
            code = code * 1000003 + node.input(i).ordinal;
        }
        return code;
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

    /** Whether the node does what one of a structure does, whatever its inputs do. Data has none in a structure. */
    private static boolean isAlike(Node node, Node other) {
        if (node.type() != other.type() || !node.shape().equals(other.shape())) {
            return false;
        }
        if (isData(node)) {
            return other.op() instanceof LeafOp.Data;
        }
        return (node.op() == other.op() || node.op().equals(other.op())) && node.inputs() == other.inputs();
    }

    /** The structure of what was found, to make a plan from and to compare with later. */
    public Graph graph(Node[] outputs, Node[] updated) {
        Node[] structure = new Node[count];
        for (int i = 0; i < count; i++) {
            Node node = nodes[i];
            Node[] inputs = new Node[isData(node) ? 0 : node.inputs()];
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
        nodes = new Node[0];
        stack = nodes;
        forgetLeaves();
    }

    private void forgetLeaves() {
        Arrays.fill(leaves, 0, leafCount, null);
        leafCount = 0;
        scalarCount = 0;
    }
}
