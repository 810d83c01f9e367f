package nabla.op;

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
    private Node[] inputs;
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
            Node[] inputs,
            Shape shape,
            DType type,
            boolean requiresGrad,
            @Nullable AccumulateGrad accumulateGrad) {
        this.op = op;
        this.inputs = inputs;
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
        return new Node(op, inputs, shape, type, grad && type.isFloat() && GradMode.isEnabled(), null);
    }

    /** An operation through which no gradient flows. */
    static Node withoutGrad(Op op, Shape shape, DType type, Node... inputs) {
        return new Node(op, inputs, shape, type, false, null);
    }

    /** A leaf of the gradient's graph: where {@code into} collects what reaches it. */
    static Node leaf(Op op, Shape shape, DType type, AccumulateGrad into, Node... inputs) {
        return new Node(op, inputs, shape, type, true, into);
    }

    /** A leaf whose data already exists. */
    public static Node realized(Shape shape, DType type, Memory memory) {
        Node node = new Node(LeafOp.Data.ANY, NONE, shape, type, false, null);
        node.memory = memory;
        return node;
    }

    /** The same operation over other inputs, without data and gradients: part of a plan's structure. */
    public Node structure(Node... others) {
        boolean isLeaf = memory != null || op instanceof LeafOp.Data;
        return new Node(isLeaf ? LeafOp.Data.ANY : op, others, shape, type, false, null);
    }

    public Op op() {
        return op;
    }

    public Node input(int i) {
        return inputs[i];
    }

    /** How many inputs the operation has here. */
    public int inputs() {
        return inputs.length;
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
            inputs = NONE;
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
            inputs = NONE;
        }
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
