package nabla.op;

import org.jspecify.annotations.Nullable;

/**
 * A value in the graph: an operation applied to other values. Immutable; its data may not exist yet. Once a run has made
 * the data, {@link #buffer} holds it and whoever computes further starts from there, but the inputs stay for autograd.
 *
 * <p>Belongs to the thread that made it.
 */
public final class Node {
    private static int made;

    private final Op op;
    private final Node[] inputs;
    private final Shape shape;
    private final DType type;
    private final boolean requiresGrad;
    private final @Nullable Scope scope;
    private final int serial;

    private @Nullable Buffer buffer;
    private @Nullable String overwrittenBy;

    /** Scratch of whoever walks the graph: the number of the walk that was here last. */
    public int mark;

    /** Scratch of whoever walks the graph: the node's position in that walk. */
    public int ordinal;

    Node(Op op, Node[] inputs, Shape shape, DType type, boolean requiresGrad) {
        this.op = op;
        this.inputs = inputs;
        this.shape = shape;
        this.type = type;
        this.requiresGrad = requiresGrad;
        this.scope = Scope.current();
        this.serial = made++;
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

    /** The data, row-major, when it exists. */
    public @Nullable Buffer buffer() {
        return buffer;
    }

    /** Says that the data exists now. */
    public void realize(Buffer data) {
        buffer = data;
    }

    /** Says that the data was replaced in place, by what: nobody may read this node any more. */
    public void overwrite(String by) {
        buffer = null;
        overwrittenBy = by;
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
