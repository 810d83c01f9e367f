package nabla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Scope;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.op.ViewOp;

/** Other arrangements of the same elements. They look at the same memory unless they say that they copy. */
abstract sealed class TensorViews extends TensorReductions permits TensorIndexing {

    /** A tensor that looks at this one's memory through a view, and for now shows a node that was made for it. */
    abstract Tensor view(ViewOp op, Node shown);

    private Tensor self() {
        return (Tensor) this;
    }

    /** A view made under PyTorch's name of the method. */
    private Tensor reshaped(String name, Shape shape) {
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

    // ---- orders

    /** Two axes exchanged. */
    public final Tensor transpose(int dim0, int dim1) {
        return exchanged("transpose", dim0, dim1);
    }

    private Tensor exchanged(String name, int dim0, int dim1) {
        int[] order = Ops.allAxes(shape());
        int a = axis("transpose", dim0);
        int b = axis("transpose", dim1);
        order[a] = b;
        order[b] = a;
        return reordered(name, order);
    }

    private Tensor reordered(String name, int[] order) {
        return view(ViewOp.permute(order), Scope.within(name, () -> Ops.permute(node(), order)));
    }

    /**
     * A matrix turned over; a vector as it is.
     *
     * @throws ShapeException with PyTorch's words for more axes than two
     */
    public final Tensor t() {
        if (dim() > 2) {
            throw new ShapeException("t() expects a tensor with <= 2 dimensions, but self is " + dim()
                    + "D\n  Hint: transpose(dim0, dim1) exchanges two axes.");
        }
        return dim() < 2 ? self() : exchanged("t", 0, 1);
    }

    /** Axis i of the result is axis {@code order[i]}. */
    public final Tensor permute(int... order) {
        if (order.length != dim()) {
            throw new ShapeException("permute(sparse_coo): number of dimensions in the tensor input does not match the "
                    + "length of the desired ordering of dimensions i.e. input.dim() = " + dim()
                    + " is not equal to len(dims) = " + order.length);
        }
        int[] axes = new int[order.length];
        boolean[] seen = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            axes[i] = axis("permute", order[i]);
            if (seen[axes[i]]) {
                throw new ShapeException("permute(): duplicate dims are not allowed.");
            }
            seen[axes[i]] = true;
        }
        return reordered("permute", axes);
    }

    /** These axes in reverse order. A copy, as in PyTorch. */
    public final Tensor flip(int... dims) {
        Node result = node();
        boolean[] seen = new boolean[dim()];
        for (int dim : dims) {
            int axis = axis("flip", dim);
            if (seen[axis]) {
                throw new IllegalArgumentException("dim " + axis + " appears multiple times in the list of dims");
            }
            seen[axis] = true;
            result = Ops.flip(result, axis);
        }
        return made(result);
    }

    /** Elements moved along an axis; those that leave come in at the other end. A copy. */
    public final Tensor roll(int shift, int dim) {
        int axis = axis("roll", dim);
        int extent = size(axis);
        int from = extent == 0 ? 0 : Math.floorMod(-shift, extent);
        if (from == 0) {
            return clone();
        }
        return named(
                "roll",
                () -> Ops.concat(
                        axis,
                        List.of(Ops.slice(node(), axis, from, extent - from, 1), Ops.slice(node(), axis, 0, from, 1))));
    }

    // ---- repetition

    /**
     * Broadcast to a shape; -1 keeps an extent.
     *
     * @throws ShapeException with PyTorch's words if an extent other than 1 would have to change
     */
    public final Tensor expand(int... shape) {
        int[] extents = shape.clone();
        int extra = shape.length - dim();
        if (extra < 0) {
            throw new ShapeException("expand(" + shape() + ", size=" + Arrays.toString(shape)
                    + "): the number of sizes provided (" + shape.length
                    + ") must be greater or equal to the number of "
                    + "dimensions in the tensor (" + dim() + ")");
        }
        for (int i = 0; i < extents.length; i++) {
            int own = i < extra ? 1 : size(i - extra);
            if (extents[i] == -1 && i >= extra) {
                extents[i] = own;
            } else if (extents[i] < 0 || own != 1 && own != extents[i]) {
                throw new ShapeException("The expanded size of the tensor (" + extents[i]
                        + ") must match the existing size (" + own + ") at non-singleton dimension " + i
                        + ".  Target sizes: " + Arrays.toString(shape) + ".  Tensor sizes: " + shape());
            }
        }
        Shape wanted = Shape.of(extents);
        return view(ViewOp.expand(wanted), Ops.expand(node(), wanted));
    }

    public final Tensor expandAs(Tensor other) {
        return expand(other.shape().toArray());
    }

    /** As many copies along each axis as named; more names than axes add axes in front. A copy. */
    public final Tensor repeat(int... times) {
        int extra = times.length - dim();
        if (extra < 0) {
            throw new ShapeException(
                    "Number of dimensions of repeat dims can not be smaller than number of dimensions of " + "tensor: "
                            + times.length + " < " + dim());
        }
        int[] single = new int[2 * times.length];
        int[] repeated = new int[2 * times.length];
        int[] together = new int[times.length];
        for (int i = 0; i < times.length; i++) {
            int own = i < extra ? 1 : size(i - extra);
            single[2 * i] = 1;
            single[2 * i + 1] = own;
            repeated[2 * i] = times[i];
            repeated[2 * i + 1] = own;
            together[i] = times[i] * own;
        }
        return named(
                "repeat",
                () -> Ops.reshape(
                        Ops.expand(Ops.reshape(node(), Shape.of(single)), Shape.of(repeated)), Shape.of(together)));
    }

    // ---- parts

    /** {@code length} elements of an axis from {@code start}. Along the first axis of data, every start shares one plan. */
    public final Tensor narrow(int dim, int start, int length) {
        int at = axis("narrow", dim);
        int from = start < 0 ? start + size(at) : start;
        if (from < 0 || length < 0 || from + length > size(at)) {
            throw new ShapeException("narrow: start (" + start + ") + length (" + length + ") exceeds dimension size ("
                    + size(at) + ").");
        }
        return sliced("slice", at, from, length, 1);
    }

    /** The {@code index}-th part of an axis, which is dropped; negative counts from the end. */
    public final Tensor select(int dim, int index) {
        if (dim() == 0) {
            throw new ShapeException("select() cannot be applied to a 0-dim tensor.");
        }
        int at = axis("select", dim);
        int from = index < 0 ? index + size(at) : index;
        if (from < 0 || from >= size(at)) {
            throw new IndexOutOfBoundsException(
                    "select(): index " + index + " out of range for tensor of size " + shape() + " at dimension " + at);
        }
        return Scope.within(
                "select",
                () -> ((TensorViews) sliced("select", at, from, 1, 1)).reshaped("select", shape().without(at)));
    }

    /** {@code count} elements of an axis from {@code start}, {@code step} apart. */
    final Tensor sliced(String name, int axis, int start, int count, int step) {
        return view(
                ViewOp.slice(axis, start, count, step),
                Scope.within(name, () -> Ops.slice(node(), axis, start, count, step)));
    }

    /** Parts of {@code size} along an axis; the last may be smaller. */
    public final List<Tensor> split(int size, int dim) {
        if (size < 1) {
            throw new IllegalArgumentException(
                    "split_size can only be 0 if dimension size is 0, but got split_size=" + size);
        }
        int at = axis("split", dim);
        List<Tensor> parts = new ArrayList<>();
        for (int start = 0; start == 0 || start < size(at); start += size) {
            parts.add(narrow(at, start, Math.min(size, size(at) - start)));
        }
        return parts;
    }

    /** Parts of these sizes along an axis. */
    public final List<Tensor> split(int[] sizes, int dim) {
        int at = axis("split", dim);
        int total = Arrays.stream(sizes).sum();
        if (total != size(at)) {
            throw new IllegalArgumentException("split_with_sizes expects split_sizes to sum exactly to " + size(at)
                    + " (input tensor's size at dimension " + at + "), but got split_sizes=" + Arrays.toString(sizes));
        }
        List<Tensor> parts = new ArrayList<>();
        int start = 0;
        for (int size : sizes) {
            parts.add(narrow(at, start, size));
            start += size;
        }
        return parts;
    }

    /** At most {@code chunks} parts of equal size along an axis; the last may be smaller. */
    public final List<Tensor> chunk(int chunks, int dim) {
        if (chunks < 1) {
            throw new IllegalArgumentException("chunk expects `chunks` to be greater than 0, got: " + chunks);
        }
        int extent = size(dim);
        return split(Math.max(1, (extent + chunks - 1) / chunks), dim);
    }

    /** All parts of an axis, which is dropped. */
    public final List<Tensor> unbind(int dim) {
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < size(dim); i++) {
            parts.add(select(dim, i));
        }
        return parts;
    }

    /** Zeros above the diagonal of the last two axes. A copy. */
    public final Tensor tril(int diagonal) {
        return triangle("tril", diagonal, true);
    }

    public final Tensor tril() {
        return tril(0);
    }

    /** Zeros below the diagonal of the last two axes. A copy. */
    public final Tensor triu(int diagonal) {
        return triangle("triu", diagonal, false);
    }

    public final Tensor triu() {
        return triu(0);
    }

    private Tensor triangle(String name, int diagonal, boolean lower) {
        if (dim() < 2) {
            throw new ShapeException(name + ": input tensor must have at least 2 dimensions");
        }
        return named(name, () -> {
            Node row = Ops.reshape(Ops.range(size(-2)), Shape.of(size(-2), 1));
            Node border = Ops.map(Maps.ADD, row, Ops.fill(diagonal, DType.INT64));
            Node column = Ops.range(size(-1));
            Node kept = lower ? Ops.map(Maps.LE, column, border) : Ops.map(Maps.LE, border, column);
            return Ops.map(Maps.WHERE, kept, node(), Ops.fill(0, dtype()));
        });
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
