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

/**
 * Other arrangements and parts of the same elements. They look at the same memory unless they say that they copy.
 */
abstract sealed class TensorViews extends TensorShapes permits TensorIndexing {
    private Tensor self() {
        return (Tensor) this;
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
        return Scope.within("select", () -> sliced("select", at, from, 1, 1).reshaped("select", shape().without(at)));
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
}
