package nabla;

import java.util.ArrayList;
import java.util.List;
import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ReduceOp;
import nabla.op.Shape;
import nabla.op.ShapeException;

/** Elements by indices and masks, and sorting. */
abstract sealed class TensorIndexing extends TensorViews permits TensorWrites {

    private Tensor self() {
        return (Tensor) this;
    }

    // ---- PyTorch's brackets

    /**
     * The view that PyTorch shows for {@code t[index]}, in its notation: {@code t.get(":, 0")}, {@code t.get("1:4:2, ::3")},
     * {@code t.get("..., None, -1")}.
     *
     * @throws IndexOutOfBoundsException with PyTorch's words if an index is out of range or there are too many
     * @throws IllegalArgumentException naming the place in the text that is no subscript
     * @see <a href="https://docs.pytorch.org/docs/stable/tensor_view.html">views of tensors</a>
     */
    public final Tensor get(String index) {
        return Subscripting.view(self(), Subscript.parse(index));
    }

    /**
     * As {@link #get(String)}, with types: {@code t.get(all(), at(0))}. Where index tensors or masks choose, the result is a
     * copy, as in PyTorch, and this waits for their values.
     */
    public final Tensor get(Subscript... subscripts) {
        return Subscripting.of(self(), List.of(subscripts)).get();
    }

    /**
     * The parts along the first axis that an int64 tensor names, or the elements where a bool tensor holds: PyTorch's
     * {@code t[indices]}. A copy. Waits for the indices.
     */
    public final Tensor get(Tensor indices) {
        return get(Subscript.where(indices));
    }

    /** The part at these places of the first axes, negative counting from the end: PyTorch's {@code t[i, j]}. A view. */
    public final Tensor at(int... places) {
        List<Subscript> subscripts = new ArrayList<>();
        for (int place : places) {
            subscripts.add(Subscript.at(place));
        }
        return Subscripting.view(self(), subscripts);
    }

    /** Writes a number where {@link #get(String)} would look: {@code t.set(":, 1", 0)}. Returns the tensor itself. */
    public final Tensor set(String index, double value) {
        get(index).fill_(value);
        return self();
    }

    /** Writes a tensor, broadcast, where {@link #get(String)} would look. Returns the tensor itself. */
    public final Tensor set(String index, Tensor value) {
        return set(Subscript.parse(index), value);
    }

    /** Writes a number where {@link #get(Subscript...)} would look. Returns the tensor itself. */
    public final Tensor set(List<Subscript> subscripts, double value) {
        return set(subscripts, made(Ops.scalar(value, dtype())));
    }

    /** Writes a tensor, broadcast, where {@link #get(Subscript...)} would look. Returns the tensor itself. */
    public final Tensor set(List<Subscript> subscripts, Tensor value) {
        checkDevice("index_put_", value);
        Subscripting.of(self(), subscripts).set(value);
        return self();
    }

    /** Writes a number where {@link #get(Tensor)} would look: {@code t.set(t.lt(0), 0)}. Returns the tensor itself. */
    public final Tensor set(Tensor indices, double value) {
        return set(List.of(Subscript.where(indices)), value);
    }

    /** Writes a tensor, broadcast, where {@link #get(Tensor)} would look. Returns the tensor itself. */
    public final Tensor set(Tensor indices, Tensor value) {
        return set(List.of(Subscript.where(indices)), value);
    }

    final void checkIndices(String operation, Tensor indices) {
        checkDevice(operation, indices);
        if (indices.dtype() != DType.INT64) {
            throw new IllegalArgumentException(operation + "(): Expected dtype int64 for index, but it is "
                    + indices.dtype() + ".\n  Hint: to(DType.INT64).");
        }
    }

    /** Parts of an axis, in the order of an int64 vector of indices. */
    public final Tensor indexSelect(int dim, Tensor indices) {
        checkIndices("index_select", indices);
        if (indices.dim() > 1) {
            throw new ShapeException(
                    "index_select(): Index is supposed to be a vector, but it is " + indices.shape() + ".");
        }
        Node vector = Ops.reshape(indices.node(), Shape.of(indices.numel()));
        int at = axis("index_select", dim);
        if (at == 0) {
            return made(Ops.rows(node(), vector));
        }
        int[] order = Ops.allAxes(shape());
        order[0] = at;
        order[at] = 0;
        return named("index_select", () -> Ops.permute(Ops.rows(Ops.permute(node(), order), vector), order));
    }

    /**
     * For each index the element at that place along an axis; the result has the indices' shape.
     *
     * @throws ShapeException with PyTorch's words if the indices have other axes, or more along another axis
     */
    public final Tensor gather(int dim, Tensor indices) {
        int at = axis("gather", dim);
        checkIndices("gather", indices);
        checkFits("gather", at, indices, shape(), "input");
        return made(Ops.gather(node(), at, indices.node()));
    }

    static void checkFits(String operation, int axis, Tensor indices, Shape shape, String what) {
        if (indices.dim() != shape.rank()) {
            throw new ShapeException(operation + "(): Index tensor must have the same number of dimensions as " + what
                    + " tensor: index " + indices.shape() + ", " + what + " " + shape + ".");
        }
        for (int i = 0; i < shape.rank(); i++) {
            if (i != axis && indices.size(i) > shape.get(i)) {
                throw new ShapeException(operation + "(): Size does not match at dimension " + i + " expected index "
                        + indices.shape() + " to be smaller than " + what + " " + shape + " apart from dimension "
                        + axis);
            }
        }
    }

    // ---- what waits for the device, because a shape depends on values

    /**
     * The elements where a mask of this shape is true, as a vector. Waits for the device, since the mask decides the shape.
     */
    public final Tensor maskedSelect(Tensor mask) {
        checkDevice("masked_select", mask);
        if (mask.dtype() != DType.BOOL) {
            throw new IllegalArgumentException("masked_select: expected BoolTensor for mask, but it is " + mask.dtype()
                    + ".\n  Hint: a comparison such as x.gt(0) gives a mask.");
        }
        Shape shape = Shape.broadcast("masked_select", shape(), mask.shape());
        double[] truths = mask.expand(shape.toArray()).toDoubleArray();
        long[] places = places(truths);
        Tensor indices = made(Ops.data(Shape.of(places.length), DType.INT64, () -> places));
        Tensor flat = expand(shape.toArray()).reshape(-1);
        return named("masked_select", () -> Ops.rows(flat.node(), indices.node()));
    }

    private static long[] places(double[] truths) {
        int count = 0;
        for (double truth : truths) {
            count += truth != 0 ? 1 : 0;
        }
        long[] places = new long[count];
        int next = 0;
        for (int i = 0; i < truths.length; i++) {
            if (truths[i] != 0) {
                places[next++] = i;
            }
        }
        return places;
    }

    /** The coordinates of the elements that are not 0, int64 [count, dim]. Waits for the device. */
    public final Tensor nonzero() {
        long[] places = places(self().toDoubleArray());
        int rank = dim();
        int[] strides = shape().strides();
        long[] coordinates = new long[places.length * rank];
        for (int i = 0; i < places.length; i++) {
            long rest = places[i];
            for (int axis = 0; axis < rank; axis++) {
                coordinates[i * rank + axis] = rest / strides[axis];
                rest %= strides[axis];
            }
        }
        return made(Ops.data(Shape.of(places.length, rank), DType.INT64, () -> coordinates));
    }

    // ---- sorting

    /** The elements of each line along an axis in order, and where they were; equal ones keep their order. */
    public final IndexedValues sort(int dim, boolean descending) {
        return ordered("sort", dim, descending, Integer.MAX_VALUE);
    }

    public final IndexedValues sort() {
        return sort(-1, false);
    }

    /** Where the elements of each line along an axis are in order. */
    public final Tensor argsort(int dim, boolean descending) {
        return sort(dim, descending).indices();
    }

    /**
     * The {@code k} greatest elements of each line along an axis, greatest first, and where they were.
     *
     * @throws IllegalArgumentException with PyTorch's words if the line is shorter
     */
    public final IndexedValues topk(int k, int dim) {
        int at = axis("topk", dim);
        if (k < 0 || k > size(at)) {
            throw new IllegalArgumentException("selected index k out of range: k = " + k + ", but dimension " + at
                    + " has " + size(at) + " elements.");
        }
        return ordered("topk", at, true, k);
    }

    private IndexedValues ordered(String operation, int dim, boolean descending, int most) {
        if (dim() == 0) {
            return new IndexedValues(operation, self(), made(Ops.fill(0, DType.INT64)));
        }
        int at = axis(operation, dim);
        int count = Math.min(most, size(at));
        Node sorted = Sorting.indices(Ops.detach(node()), at, descending);
        Node indices = Ops.slice(sorted, at, 0, count, 1);
        Tensor values = named(operation, () -> Ops.gather(node(), at, indices));
        return new IndexedValues(operation, values, made(indices));
    }

    /** How many elements of each bin [0, bins) an int64 vector holds, int64 [bins]. */
    public final Tensor bincount(int bins) {
        checkIndices("bincount", self());
        Node each = Ops.reshape(node(), Shape.of(1, numel()));
        Node hits = Ops.map(Maps.EQ, Ops.reshape(Ops.range(bins), Shape.of(bins, 1)), each);
        return made(Ops.reduce(ReduceOp.Kind.SUM, Ops.map(Maps.to(DType.INT64), hits), 1));
    }
}
