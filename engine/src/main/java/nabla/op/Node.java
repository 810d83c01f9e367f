package nabla.op;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value in the graph: an operation applied to other values. Immutable; its data may not exist yet. Once a run has made
 * the data, {@link #memory} holds it and whoever computes further starts from there, but the inputs stay for autograd.
 *
 * <p>Belongs to the thread that made it.
 */
public final class Node {
    private static final Node[] NONE = new Node[0];
    private static int made;

    private final Op op;
    private int inputs;

    // The first two inputs have fields of their own: most operations have no more, and an array costs as much as a
    // node.
    private @Nullable Node first;
    private @Nullable Node second;
    private Node[] further;

    private final Shape shape;
    private final DType type;
    private final boolean requiresGrad;
    private final @Nullable Scope scope;
    private final int serial;

    private final @Nullable AccumulateGrad accumulateGrad;

    private @Nullable GradientHooks hooks;
    private @Nullable AccumulateGrad retainedGrad;
    private @Nullable Memory memory;
    private @Nullable String overwrittenBy;
    private boolean released;

    /** Scratch of whoever walks the graph: the number of the walk that was here last. */
    public int mark;

    /** Scratch of whoever walks the graph: the node's position in that walk. */
    public int ordinal;

    private Node(
            Op op,
            Shape shape,
            DType type,
            boolean requiresGrad,
            @Nullable AccumulateGrad accumulateGrad,
            int inputs,
            @Nullable Node first,
            @Nullable Node second,
            Node[] further) {
        this.op = op;
        this.inputs = inputs;
        this.first = first;
        this.second = second;
        this.further = further;
        this.shape = shape;
        this.type = type;
        this.requiresGrad = requiresGrad;
        this.accumulateGrad = accumulateGrad;
        this.scope = Scope.current();
        this.serial = made++;
    }

    /** An operation applied to inputs; it requires gradients when an input does and {@link GradMode} records. */
    public static Node of(Op op, Shape shape, DType type, Node... inputs) {
        boolean grad = false;
        for (Node input : inputs) {
            grad |= input.requiresGrad;
        }
        return of(op, shape, type, records(grad, type), null, inputs);
    }

    /** As {@link #of(Op, Shape, DType, Node...)}, of none. */
    public static Node of(Op op, Shape shape, DType type) {
        return new Node(op, shape, type, false, null, 0, null, null, NONE);
    }

    /** As {@link #of(Op, Shape, DType, Node...)}, of one input. */
    public static Node of(Op op, Shape shape, DType type, Node input) {
        return new Node(op, shape, type, records(input.requiresGrad, type), null, 1, input, null, NONE);
    }

    /** As {@link #of(Op, Shape, DType, Node...)}, of two inputs. */
    public static Node of(Op op, Shape shape, DType type, Node a, Node b) {
        boolean grad = a.requiresGrad || b.requiresGrad;
        return new Node(op, shape, type, records(grad, type), null, 2, a, b, NONE);
    }

    private static Node of(Op op, Shape shape, DType type, boolean grad, @Nullable AccumulateGrad into, Node[] inputs) {
        int count = inputs.length;
        Node[] further = count > 2 ? Arrays.copyOfRange(inputs, 2, count) : NONE;
        return new Node(
                op,
                shape,
                type,
                grad,
                into,
                count,
                count > 0 ? inputs[0] : null,
                count > 1 ? inputs[1] : null,
                further);
    }

    private static boolean records(boolean grad, DType type) {
        return grad && type.isFloat() && GradMode.isEnabled();
    }

    /** An operation through which no gradient flows. */
    static Node withoutGrad(Op op, Shape shape, DType type, Node... inputs) {
        return of(op, shape, type, false, null, inputs);
    }

    /** A leaf of the gradient's graph: where {@code into} collects what reaches it. */
    static Node leaf(Op op, Shape shape, DType type, AccumulateGrad into, Node input) {
        return new Node(op, shape, type, true, into, 1, input, null, NONE);
    }

    /** A leaf whose data already exists. */
    public static Node realized(Shape shape, DType type, Memory memory) {
        Node node = of(LeafOp.Data.ANY, shape, type);
        node.memory = memory;
        return node;
    }

    /** The same operation over other inputs, without data and gradients: part of a plan's structure. */
    public Node structure(Node... others) {
        boolean isLeaf = memory != null || op instanceof LeafOp.Data;
        return withoutGrad(isLeaf ? LeafOp.Data.ANY : op, shape, type, others);
    }

    public Op op() {
        return op;
    }

    /** The i-th input, counted from 0. */
    @SuppressWarnings("NullAway") // there are as many as inputs() tells
    public Node input(int i) {
        return i == 0 ? first : i == 1 ? second : further[i - 2];
    }

    /** How many inputs the operation has here. */
    public int inputs() {
        return inputs;
    }

    public Shape shape() {
        return shape;
    }

    public DType type() {
        return type;
    }

    /** Whether a gradient can flow through this node to a leaf that wants one. */
    public boolean requiresGrad() {
        return requiresGrad;
    }

    /** The named method that made it (softmax, a loss), or null outside any. */
    public @Nullable Scope scope() {
        return scope;
    }

    /** Grows with each node made: inputs have smaller numbers than what is made of them. */
    public int serial() {
        return serial;
    }

    /** The number that the next node will get as its {@link #serial}. */
    public static int nextSerial() {
        return made;
    }

    /** Where the gradient of this leaf is collected, or null if this is no leaf that requires one. */
    public @Nullable AccumulateGrad accumulateGrad() {
        return accumulateGrad;
    }

    /** Where the gradient of this value, which is no leaf, is kept on request, or null. */
    public @Nullable AccumulateGrad retainedGrad() {
        return retainedGrad;
    }

    /** Asks that the gradient of this value be kept. */
    public void retainGrad() {
        if (retainedGrad == null) {
            retainedGrad = new AccumulateGrad();
        }
    }

    /** Shows the gradient of this value to a hook; a leaf's hooks outlive this node. Returns what removes the hook. */
    public Runnable addHook(GradientHook hook) {
        if (accumulateGrad != null) {
            return accumulateGrad.hooks().add(hook);
        }
        if (hooks == null) {
            hooks = new GradientHooks();
        }
        return hooks.add(hook);
    }

    /** What the hooks make of a gradient that has arrived in full; it is kept where that was asked for. */
    public Node arrived(Node gradient) {
        GradientHooks own = accumulateGrad != null ? accumulateGrad.hooks() : hooks;
        Node result = own == null ? gradient : own.apply(gradient);
        if (retainedGrad != null) {
            retainedGrad.add(result);
        }
        return result;
    }

    /** The data, row-major, when it exists. */
    public @Nullable Memory memory() {
        return memory;
    }

    /** Says that the data exists now. Without a backward pass to come, nobody needs the inputs any more. */
    public void realize(Memory data) {
        memory = data;
        if (!requiresGrad || released) {
            forgetInputs();
        }
    }

    /** Says that the data was replaced in place, by what: nobody may read this node any more. */
    public void overwrite(String by) {
        memory = null;
        overwrittenBy = by;
    }

    /** Whether a backward pass went through without being asked to retain the graph. */
    public boolean isReleased() {
        return released;
    }

    /** Says that a backward pass went through and the graph is not to be walked again. */
    public void release() {
        released = true;
        if (memory != null) {
            forgetInputs();
        }
    }

    private void forgetInputs() {
        inputs = 0;
        first = null;
        second = null;
        further = NONE;
    }

    /** What replaced the data, or null while it may be read. */
    public @Nullable String overwrittenBy() {
        return overwrittenBy;
    }

    /** Such as {@code matmul [10, 64] float32}. */
    @Override
    public String toString() {
        return op + " " + shape + " " + type;
    }
}
