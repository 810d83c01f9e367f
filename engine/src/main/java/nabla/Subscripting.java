package nabla;

import java.util.ArrayList;
import java.util.List;
import nabla.op.DType;
import nabla.op.Scope;

/**
 * What stands between PyTorch's brackets, applied to a tensor: first the view that numbers, slices and new axes show,
 * then the choice that index tensors and masks make in it.
 */
final class Subscripting {
    private final Tensor view;
    private final List<Tensor> indices;
    private final List<Integer> axes;

    private Subscripting(Tensor view, List<Tensor> indices, List<Integer> axes) {
        this.view = view;
        this.indices = indices;
        this.axes = axes;
    }

    /** The view of a tensor through subscripts without tensors. */
    static Tensor view(Tensor tensor, List<Subscript> subscripts) {
        return of(tensor, subscripts).view;
    }

    /** Checks subscripts against a tensor's shape and applies all but the index tensors. Masks wait for the device. */
    static Subscripting of(Tensor tensor, List<Subscript> subscripts) {
        int named = 0;
        for (Subscript subscript : subscripts) {
            named += axesOf(subscript);
        }
        if (named > tensor.dim()) {
            throw tooMany(tensor, subscripts, named);
        }
        Tensor view = tensor;
        List<Tensor> indices = new ArrayList<>();
        List<Integer> axes = new ArrayList<>();
        int dim = 0;
        int place = 0;
        int open = tensor.dim() - named;
        for (Subscript subscript : subscripts) {
            if (subscript instanceof Subscript.At at) {
                view = selected(view, dim, place, at.index());
            } else if (subscript instanceof Subscript.Range range) {
                int extent = view.size(dim);
                view = view.sliced("slice", dim, range.first(extent), range.count(extent), range.stride());
                dim++;
            } else if (subscript instanceof Subscript.Ellipsis) {
                dim += open;
                place += open;
                open = 0;
            } else if (subscript instanceof Subscript.NewAxis) {
                view = view.unsqueeze(dim);
                dim++;
            } else if (subscript instanceof Subscript.Where where) {
                for (Tensor each : coordinates(view, dim, place, where.indices())) {
                    indices.add(each);
                    axes.add(dim++);
                }
            }
            place += axesOf(subscript);
        }
        return new Subscripting(view, indices, axes);
    }

    /** How many axes of the tensor a subscript stands for. */
    private static int axesOf(Subscript subscript) {
        if (subscript instanceof Subscript.Where where && where.indices().dtype() == DType.BOOL) {
            return where.indices().dim();
        }
        boolean isNone = subscript instanceof Subscript.Ellipsis || subscript instanceof Subscript.NewAxis;
        return isNone ? 0 : 1;
    }

    private static IndexOutOfBoundsException tooMany(Tensor tensor, List<Subscript> subscripts, int named) {
        if (tensor.dim() == 0 && subscripts.get(0) instanceof Subscript.At) {
            return new IndexOutOfBoundsException("invalid index of a 0-dim tensor. Use `tensor.item()` in Python or "
                    + "`tensor.item<T>()` in C++ to convert a 0-dim tensor to a number\n  Hint: here, item().");
        }
        return new IndexOutOfBoundsException("too many indices for tensor of dimension " + tensor.dim()
                + "\n  The shape is " + tensor.shape() + ", the subscripts name " + named + " axes.");
    }

    private static Tensor selected(Tensor view, int dim, int place, int index) {
        int extent = view.size(dim);
        checkBounds(index, place, extent);
        return view.select(dim, index);
    }

    static void checkBounds(long index, int place, int extent) {
        if (index < -extent || index >= extent) {
            throw new IndexOutOfBoundsException("index " + index + " is out of bounds for dimension " + place
                    + " with size " + extent
                    + (extent == 0
                            ? "\n  Hint: it is empty."
                            : "\n  Hint: indices run from 0 to " + (extent - 1) + ", or from -1 back to -" + extent
                                    + "."));
        }
    }

    /** The int64 tensors that a mask or an index tensor stands for, one for each axis. */
    private static List<Tensor> coordinates(Tensor view, int dim, int place, Tensor indices) {
        if (indices.dtype() == DType.INT64) {
            return List.of(indices);
        }
        if (indices.dtype() != DType.BOOL) {
            throw new IndexOutOfBoundsException(
                    "tensors used as indices must be long, byte or bool tensors\n  This one is " + indices.dtype()
                            + ". Hint: to(DType.INT64) for places, a comparison for a mask.");
        }
        if (indices.dim() == 0) {
            throw new IndexOutOfBoundsException(
                    "a mask without axes chooses nothing\n  Hint: a mask has the shape of what it chooses from.");
        }
        for (int i = 0; i < indices.dim(); i++) {
            if (indices.size(i) != view.size(dim + i)) {
                throw new IndexOutOfBoundsException("The shape of the mask " + indices.shape() + " at index " + i
                        + " does not match the shape of the indexed tensor " + view.shape() + " at index "
                        + (place + i));
            }
        }
        return indices.nonzero().unbind(1);
    }

    /** What the subscripts show: a view, unless index tensors choose a copy. Waits for index tensors. */
    Tensor get() {
        return indices.isEmpty() ? view : Scope.within("index", () -> new Choice(view, indices, axes).get());
    }

    /** Writes a value, broadcast, to what the subscripts show. Waits for index tensors. */
    void set(Tensor value) {
        if (indices.isEmpty()) {
            Tensor fitting = value;
            while (fitting.dim() > view.dim() && fitting.size(0) == 1) {
                fitting = fitting.select(0, 0);
            }
            view.copy_(fitting.expand(view.shape().toArray()));
        } else {
            view.copy_(Scope.within("index_put", () -> new Choice(view, indices, axes).replaced(value)));
        }
    }
}
