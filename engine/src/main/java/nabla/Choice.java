package nabla;

import java.util.Arrays;
import java.util.List;
import nabla.op.DType;
import nabla.op.Ops;
import nabla.op.Shape;

/**
 * The elements of a tensor that index tensors choose, one index tensor for an axis. The indexed axes, made one, are seen
 * as rows, all others as columns; what the index tensors name are then whole rows.
 */
final class Choice {
    private final Tensor source;
    private final int indexed;
    private final int[] order;
    private final int[] ordered;
    private final int[] chosen;
    private final int[] rows;

    /** Where the chosen axes stand in the result. */
    private final int position;

    /**
     * Waits for the index tensors.
     *
     * @param indices int64, one for each of {@code axes}, which rise
     * @throws IndexOutOfBoundsException with PyTorch's words if their shapes do not broadcast, or one names no place
     */
    Choice(Tensor source, List<Tensor> indices, List<Integer> axes) {
        this.source = source;
        indexed = axes.size();
        order = new int[source.dim()];
        int next = indexed;
        for (int axis = 0; axis < order.length; axis++) {
            int number = axes.indexOf(axis);
            order[number >= 0 ? number : next++] = axis;
        }
        ordered = reordered(source.shape().toArray(), order);
        boolean areNeighbours = axes.get(indexed - 1) - axes.get(0) == indexed - 1;
        position = areNeighbours ? axes.get(0) : 0;
        Shape common = common(indices);
        chosen = common.toArray();
        rows = new int[common.size()];
        for (int i = 0; i < indexed; i++) {
            long[] places = indices.get(i).expand(chosen).toLongArray();
            int extent = ordered[i];
            for (int k = 0; k < rows.length; k++) {
                Subscripting.checkBounds(places[k], order[i], extent);
                rows[k] = rows[k] * extent + (int) (places[k] < 0 ? places[k] + extent : places[k]);
            }
        }
    }

    private static Shape common(List<Tensor> indices) {
        Shape common = Shape.SCALAR;
        for (Tensor each : indices) {
            if (!fits(common.toArray(), each.shape().toArray())) {
                StringBuilder shapes = new StringBuilder();
                for (Tensor one : indices) {
                    shapes.append(shapes.length() == 0 ? "" : ", ").append(one.shape());
                }
                throw new IndexOutOfBoundsException(
                        "shape mismatch: indexing tensors could not be broadcast together with shapes " + shapes);
            }
            common = Shape.broadcast("index", common, each.shape());
        }
        return common;
    }

    private static boolean fits(int[] a, int[] b) {
        for (int i = 1; i <= Math.min(a.length, b.length); i++) {
            int x = a[a.length - i];
            int y = b[b.length - i];
            if (x != y && x != 1 && y != 1) {
                return false;
            }
        }
        return true;
    }

    private int count() {
        return product(ordered, 0, indexed);
    }

    private int width() {
        return product(ordered, indexed, ordered.length);
    }

    private Tensor table() {
        return source.permute(order).reshape(count(), width());
    }

    private static Tensor integers(Tensor like, int[] values) {
        long[] longs = new long[values.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = values[i];
        }
        return like.through(Ops.data(Shape.of(longs.length), DType.INT64, () -> longs));
    }

    /** The chosen elements, as new memory. */
    Tensor get() {
        return table().indexSelect(0, integers(source, rows)).reshape(inFront()).permute(inverse(toFront()));
    }

    /** The source with the chosen elements replaced by a value; of several for one place, the last stays. */
    Tensor replaced(Tensor value) {
        int[] latest = new int[count()];
        Arrays.fill(latest, -1);
        for (int i = 0; i < rows.length; i++) {
            latest[rows[i]] = i;
        }
        Tensor from = integers(source, latest);
        Tensor given = value(value).to(source.dtype()).permute(toFront()).reshape(rows.length, width());
        if (rows.length == 0) {
            return source;
        }
        Tensor isReplaced = from.ge(0).unsqueeze(1);
        Tensor table = isReplaced.where(given.indexSelect(0, from.clampMin(0)), table());
        return table.reshape(ordered).permute(inverse(order));
    }

    private Tensor value(Tensor value) {
        int[] shape = reordered(inFront(), inverse(toFront()));
        Tensor fitting = value;
        while (fitting.dim() > shape.length && fitting.size(0) == 1) {
            fitting = fitting.select(0, 0);
        }
        boolean fits = fitting.dim() <= shape.length;
        for (int i = 1; fits && i <= fitting.dim(); i++) {
            fits = fitting.size(-i) == 1 || fitting.size(-i) == shape[shape.length - i];
        }
        if (!fits) {
            throw new IllegalArgumentException("shape mismatch: value tensor of shape " + value.shape()
                    + " cannot be broadcast to indexing result of shape " + Arrays.toString(shape));
        }
        return fitting.expand(shape);
    }

    /** The result's extents with the chosen axes in front. */
    private int[] inFront() {
        int rest = ordered.length - indexed;
        int[] extents = Arrays.copyOf(chosen, chosen.length + rest);
        System.arraycopy(ordered, indexed, extents, chosen.length, rest);
        return extents;
    }

    /** The result's axes in the order that has the chosen ones in front. */
    private int[] toFront() {
        int[] axes = new int[chosen.length + ordered.length - indexed];
        for (int i = 0; i < axes.length; i++) {
            boolean isChosen = i < chosen.length;
            int other = i - chosen.length;
            axes[i] = isChosen ? position + i : other < position ? other : other + chosen.length;
        }
        return axes;
    }

    private static int[] reordered(int[] extents, int[] order) {
        int[] result = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            result[i] = extents[order[i]];
        }
        return result;
    }

    private static int[] inverse(int[] order) {
        int[] result = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            result[order[i]] = i;
        }
        return result;
    }

    private static int product(int[] extents, int from, int to) {
        int product = 1;
        for (int i = from; i < to; i++) {
            product *= extents[i];
        }
        return product;
    }
}
