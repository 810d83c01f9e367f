package nabla;

import java.util.Arrays;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Scope;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.op.ViewOp;

/** What memory a tensor looks at, and the same elements under other shapes. */
abstract sealed class TensorShapes extends TensorReductions permits TensorViews {

    /** A tensor that looks at this one's memory through a view, and for now shows a node that was made for it. */
    abstract Tensor view(ViewOp op, Node shown);

    private Tensor self() {
        return (Tensor) this;
    }

    /** A view made under PyTorch's name of the method. */
    final Tensor reshaped(String name, Shape shape) {
        return view(ViewOp.reshape(shape), Scope.within(name, () -> Ops.reshape(node(), shape)));
    }

    /** How many axes. */
    public final int dim() {
        return shape().rank();
    }

    /** The extent of an axis; negative counts from the end. */
    public final int size(int dim) {
        return shape().get(shape().axis("size", dim));
    }

    /** How many elements. */
    public final int numel() {
        return shape().size();
    }

    final int axis(String operation, int dim) {
        return shape().axis(operation, dim);
    }

    // ---- memory

    /** How far apart in memory, in elements, neighbours along each axis lie. */
    public abstract int[] stride();

    /** Whether the elements lie in memory one after another, row-major. */
    public final boolean isContiguous() {
        int[] strides = stride();
        int[] rowMajor = shape().strides();
        boolean result = true;
        for (int axis = 0; axis < strides.length; axis++) {
            result &= size(axis) == 1 || strides[axis] == rowMajor[axis];
        }
        return result || numel() == 0;
    }

    /** This tensor where it is contiguous, else a copy that is. */
    public final Tensor contiguous() {
        return isContiguous() ? self() : clone();
    }

    // ---- shapes

    /**
     * The same memory under another shape; one extent may be -1 and is then worked out.
     *
     * @throws ShapeException with PyTorch's words if the number of elements differs, or elements that would stand side by
     *     side lie at irregular distances in memory, as those of a transposed matrix do
     */
    public final Tensor view(int... shape) {
        Shape wanted = inferred(shape);
        if (!canView(wanted)) {
            throw new ShapeException("view size is not compatible with input tensor's size and stride (at least one "
                    + "dimension spans across two contiguous subspaces). Use .reshape(...) instead."
                    + "\n  view(" + Arrays.toString(shape) + ") of shape " + shape() + " with strides "
                    + Arrays.toString(stride()) + ". Hint: reshape copies where it must.");
        }
        return reshaped("view", wanted);
    }

    /** The same elements under another shape: a view where {@link #view(int...)} can make one, else a copy. */
    public final Tensor reshape(int... shape) {
        Shape wanted = inferred(shape);
        return canView(wanted)
                ? reshaped("reshape_alias", wanted)
                : named("unsafe_view", () -> Ops.reshape(node(), wanted));
    }

    private boolean canView(Shape wanted) {
        return ViewOp.reshape(wanted).strides(shape(), stride(), wanted) != null;
    }

    public final Tensor viewAs(Tensor other) {
        return view(other.shape().toArray());
    }

    private Shape inferred(int[] wanted) {
        int[] extents = wanted.clone();
        int open = -1;
        long known = 1;
        for (int i = 0; i < extents.length; i++) {
            if (extents[i] == -1) {
                if (open >= 0) {
                    throw new ShapeException("only one dimension can be inferred");
                }
                open = i;
            } else if (extents[i] < 0) {
                throw new ShapeException("invalid shape dimension " + extents[i]);
            } else {
                known *= extents[i];
            }
        }
        boolean fits = open >= 0 ? known > 0 && numel() % known == 0 : known == numel();
        if (!fits) {
            throw new ShapeException("shape '" + Arrays.toString(wanted) + "' is invalid for input of size " + numel());
        }
        if (open >= 0) {
            extents[open] = (int) (numel() / known);
        }
        return Shape.of(extents);
    }

    /** Axes {@code startDim} to {@code endDim} as one. */
    public final Tensor flatten(int startDim, int endDim) {
        if (dim() == 0) {
            return reshape(1);
        }
        int first = axis("flatten", startDim);
        int last = axis("flatten", endDim);
        if (first > last) {
            throw new ShapeException("flatten() has invalid args: start_dim cannot come after end_dim");
        }
        int[] extents = new int[dim() - (last - first)];
        Arrays.fill(extents, 1);
        for (int i = 0; i < dim(); i++) {
            extents[i <= first ? i : i <= last ? first : i - (last - first)] *= size(i);
        }
        return reshape(extents);
    }

    public final Tensor flatten(int startDim) {
        return flatten(startDim, -1);
    }

    public final Tensor flatten() {
        return flatten(0, -1);
    }

    /** A new axis of extent 1 at a place in [-dim - 1, dim]. */
    public final Tensor unsqueeze(int dim) {
        int at = dim < 0 ? dim + dim() + 1 : dim;
        if (at < 0 || at > dim()) {
            throw new ShapeException("Dimension out of range (expected to be in range of [" + (-dim() - 1) + ", "
                    + dim() + "], but got " + dim + ")");
        }
        int[] extents = new int[dim() + 1];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = i == at ? 1 : size(i < at ? i : i - 1);
        }
        return reshaped("unsqueeze", Shape.of(extents));
    }

    /** Without an axis of extent 1; one of another extent stays. */
    public final Tensor squeeze(int dim) {
        if (dim() == 0) {
            return self();
        }
        int at = axis("squeeze", dim);
        return size(at) == 1 ? reshaped("squeeze.1", shape().without(at)) : self();
    }

    /** Without all axes of extent 1. */
    public final Tensor squeeze() {
        Shape rest = shape();
        for (int axis = dim() - 1; axis >= 0; axis--) {
            rest = rest.get(axis) == 1 ? rest.without(axis) : rest;
        }
        return reshaped("squeeze", rest);
    }

    /** A copy in memory of its own, through which gradients flow. It is made at the latest when something is replaced in place. */
    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public final Tensor clone() {
        Tensor copy = map(Maps.CLONE);
        device().remember(copy.node());
        return copy;
    }
}
