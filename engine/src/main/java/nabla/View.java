package nabla;

import java.util.Objects;
import nabla.op.AccumulateGrad;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Shape;
import nabla.op.Slice;
import nabla.op.ViewOp;
import org.jspecify.annotations.Nullable;

/**
 * How a tensor looks at a storage: a chain of view operations.
 *
 * @param inner the view that this one looks through, or null for the storage itself
 * @param op the outermost operation
 * @param shape what it shows
 */
record View(@Nullable View inner, ViewOp op, Shape shape) {

    /** What this view shows of a version of the storage. */
    Node of(Node version) {
        Node shown = inner == null ? version : inner.of(version);
        return Node.of(op, shape, shown.type(), shown);
    }

    /** What this view shows of a version of the storage, as a leaf at which {@code into} collects gradients. */
    Node leaf(Node version, AccumulateGrad into) {
        return Ops.leaf(op, shape, inner == null ? version : inner.of(version), into);
    }

    /** What this view shows, for reading: ranges of the first axis of data share one plan, wherever they start. */
    Node read(Node version) {
        Node shown = inner == null ? version : inner.read(version);
        return op instanceof Slice slice && !shown.requiresGrad()
                ? slice.atVaryingStart(shown)
                : Node.of(op, shape, shown.type(), shown);
    }

    /** How far apart in memory neighbours along each axis lie, seen through this view of a memory with these strides. */
    int[] strides(Shape base, int[] strides) {
        Shape input = inner == null ? base : inner.shape();
        int[] own = op.strides(input, inner == null ? strides : inner.strides(base, strides), shape);
        return Objects.requireNonNull(own, "a view shows elements at fixed distances");
    }

    /** The version of the storage in which this view shows {@code value}. */
    Node put(Node version, Node value) {
        Node shown = inner == null ? version : inner.of(version);
        Node replaced = Ops.put(op, shown, value);
        return inner == null ? replaced : inner.put(version, replaced);
    }
}
