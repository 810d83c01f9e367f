package nabla.compile;

import java.util.Arrays;
import nabla.graph.Graph;
import nabla.op.ConcatOp;
import nabla.op.ContractOp;
import nabla.op.Expr;
import nabla.op.GatherOp;
import nabla.op.LeafOp;
import nabla.op.MapOp;
import nabla.op.Node;
import nabla.op.Primitive;
import nabla.op.ReduceOp;
import nabla.op.Reshape;
import nabla.op.ViewOp;
import org.jspecify.annotations.Nullable;

/**
 * Decides which nodes get memory of their own and which are computed inside the kernel that uses them.
 *
 * <ul>
 *   <li>A map joins its only consumer; a cheap one, and a gather, joins all of them.
 *   <li>Maps and views that feed a reduction become its loads, unless broadcasting would compute them again for every
 *       output. What feeds a contraction has memory, since a contraction reads each element many times.
 *   <li>A reduction or contraction whose only consumer is a map of its shape is that map's kernel: the map becomes its
 *       epilogue.
 *   <li>Views cost nothing: they are addresses.
 * </ul>
 */
final class Fusion {
    /** What a small expression may cost and still be computed again by each consumer. */
    private static final int CHEAP = 6;

    private static final int NOBODY = -1;
    private static final int OUTPUT = -2;

    private final Node[] nodes;
    private final boolean[] hasMemory;
    private final int[] uses;
    private final int[] consumer;
    private final boolean[] repeated;
    private final boolean[] rearranged;
    private final boolean[] needsMemory;
    private final boolean[] isIndexed;
    private final int[] accumulator;

    Fusion(Graph graph) {
        nodes = graph.nodes();
        int count = nodes.length;
        hasMemory = new boolean[count];
        uses = new int[count];
        consumer = new int[count];
        repeated = new boolean[count];
        rearranged = new boolean[count];
        needsMemory = new boolean[count];
        isIndexed = new boolean[count];
        accumulator = new int[count];
        Arrays.fill(consumer, NOBODY);
        Arrays.fill(accumulator, NOBODY);
        for (Node node : nodes) {
            findUses(node);
        }
        findReadsOutside();
        for (int output : graph.outputs()) {
            use(nodes[output], OUTPUT, false);
            needsMemory[output] = true;
        }
        for (int i = 0; i < count; i++) {
            decide(i);
        }
    }

    /** Whether kernels read the node from memory: it is a leaf with data, or a kernel stores it. */
    boolean hasMemory(Node node) {
        return hasMemory[node.ordinal];
    }

    /** The reduction or contraction that the kernel of this node accumulates, or null. */
    @Nullable
    Node accumulator(Node node) {
        int found = isAccumulating(node) ? node.ordinal : accumulator[node.ordinal];
        return found == NOBODY ? null : nodes[found];
    }

    /** Behind reshapes, which merely name the same memory otherwise: what the kernel of a node really computes. */
    Node behindReshapes(Node node) {
        Node inner = node;
        while (inner.op() instanceof Reshape && (inner == node || !hasMemory[inner.ordinal])) {
            inner = inner.input(0);
        }
        return inner;
    }

    private void findUses(Node node) {
        if (node.op() instanceof ViewOp || node.op() instanceof LeafOp) {
            return;
        }
        for (int i = 0; i < node.inputs(); i++) {
            boolean isIndex = node.op() instanceof GatherOp && i == 1;
            Node source = use(
                    node.input(i),
                    node.ordinal,
                    node.op() instanceof MapOp
                            && node.input(i).shape().size() < node.shape().size());
            boolean readsThrough = isIndex && source.op() instanceof GatherOp;
            needsMemory[node.input(i).ordinal] |= isIndex && reachesOutside(node.input(i));
            needsMemory[source.ordinal] |= (isIndex || node.op() instanceof ContractOp) && !readsThrough;
            isIndexed[source.ordinal] |= isIndex;
        }
    }

    /** A gather needs an index for each of its elements: where a view asks for others, it reads the gather from memory. */
    private void findReadsOutside() {
        boolean[] outside = new boolean[nodes.length];
        for (int i = nodes.length - 1; i >= 0; i--) {
            Node node = nodes[i];
            boolean passesOn = node.op() instanceof MapOp || node.op() instanceof ViewOp;
            boolean reaches = outside[i] || node.op() instanceof ViewOp view && view.reachesOutside();
            needsMemory[i] |= outside[i] && node.op() instanceof GatherOp;
            for (int input = 0; passesOn && reaches && input < node.inputs(); input++) {
                outside[node.input(input).ordinal] = true;
            }
        }
    }

    /** Notes that someone uses what lies behind the views of a node. */
    private Node use(Node node, int by, boolean spread) {
        Node source = node;
        boolean again = spread;
        boolean moved = false;
        while (source.op() instanceof ViewOp view) {
            again |= !view.readsOnce();
            moved |= !(view instanceof Reshape) || by >= 0 && nodes[by].op() instanceof MapOp;
            source = source.input(0);
        }
        int i = source.ordinal;
        uses[i]++;
        consumer[i] = by;
        repeated[i] |= again;
        rearranged[i] |= moved;
        return source;
    }

    private static boolean reachesOutside(Node node) {
        Node behind = node;
        boolean reaches = false;
        while (behind.op() instanceof ViewOp view) {
            reaches |= view.reachesOutside();
            behind = behind.input(0);
        }
        return reaches;
    }

    private void decide(int i) {
        Node node = nodes[i];
        if (node.op() instanceof LeafOp) {
            hasMemory[i] = node.op() instanceof LeafOp.Data || isIndexed[i];
        } else if (node.op() instanceof ViewOp) {
            hasMemory[i] = needsMemory[i];
        } else if (node.op() instanceof ConcatOp || needsMemory[i]) {
            hasMemory[i] = true;
        } else if (isAccumulating(node) || accumulator[i] != NOBODY) {
            hasMemory[i] = !joinsEpilogue(i);
        } else {
            hasMemory[i] = (uses[i] > 1 || repeated[i]) && !isCheap(node);
        }
    }

    /** A kernel's epilogue is one chain of maps of one shape, or the part of a concatenation that it writes. */
    private boolean joinsEpilogue(int i) {
        int by = consumer[i];
        if (uses[i] != 1 || repeated[i] || rearranged[i]) {
            return false;
        }
        if (by == OUTPUT || nodes[by].op() instanceof ConcatOp) {
            return true;
        }
        boolean joins = nodes[by].op() instanceof MapOp
                && accumulator[by] == NOBODY
                && nodes[by].shape().equals(nodes[i].shape());
        if (joins) {
            accumulator[by] = isAccumulating(nodes[i]) ? i : accumulator[i];
        }
        return joins;
    }

    private static boolean isAccumulating(Node node) {
        return node.op() instanceof ReduceOp || node.op() instanceof ContractOp;
    }

    private boolean isCheap(Node node) {
        return node.op() instanceof GatherOp || node.op() instanceof MapOp && cost(node) <= CHEAP;
    }

    /** Scalar operations and loads for one element; transcendental functions count as many. */
    private int cost(Node node) {
        Node source = node;
        while (source.op() instanceof ViewOp && !hasMemory[source.ordinal]) {
            source = source.input(0);
        }
        if (hasMemory[source.ordinal] || source.op() instanceof GatherOp) {
            return 2;
        }
        if (!(source.op() instanceof MapOp map)) {
            return 0;
        }
        Expr[] inputs = new Expr[source.inputs()];
        int total = 0;
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Expr.input(i, source.input(i).type());
            total += cost(source.input(i));
        }
        return isConstant(source) ? 0 : total + cost(map.apply(inputs));
    }

    /** Whether the value is known when the plan is made. */
    private static boolean isConstant(Node node) {
        if (node.op() instanceof LeafOp.Fill) {
            return true;
        }
        boolean constant = (node.op() instanceof MapOp || node.op() instanceof ViewOp) && node.inputs() > 0;
        for (int i = 0; constant && i < node.inputs(); i++) {
            constant = isConstant(node.input(i));
        }
        return constant;
    }

    private static int cost(Expr expression) {
        int total = expression.arity() == 0 || expression.primitive() == Primitive.CAST ? 0 : 1;
        switch (expression.primitive()) {
            case EXP, LOG, SIN, COS, TANH, POWER, SQRT, DIVIDE:
                total += 2 * CHEAP;
                break;
            default:
                break;
        }
        for (int i = 0; i < expression.arity(); i++) {
            total += cost(expression.argument(i));
        }
        return total;
    }
}
