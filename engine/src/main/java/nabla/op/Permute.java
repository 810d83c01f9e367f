package nabla.op;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The axes in another order: axis i of the result is axis {@code order[i]} of the input. */
public final class Permute extends ViewOp {
    /** Turns a matrix over. */
    static final Permute MATRIX = new Permute(1, 0);

    private final int[] order;
    private final boolean isTranspose;

    private Permute(int... order) {
        super("permute", Arrays.hashCode(order));
        this.order = order;
        int rank = order.length;
        boolean result = rank >= 2 && order[rank - 1] == rank - 2 && order[rank - 2] == rank - 1;
        for (int axis = 0; result && axis < rank - 2; axis++) {
            result = order[axis] == axis;
        }
        isTranspose = result;
    }

    static Permute of(int... order) {
        return order.length == 2 && order[0] == 1 && order[1] == 0 ? MATRIX : new Permute(order);
    }

    /** Whether only the last two axes change places. */
    boolean isTranspose() {
        return isTranspose;
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        List<I> result = copy(at);
        for (int axis = 0; axis < order.length; axis++) {
            result.set(order[axis], at.get(axis));
        }
        return result;
    }

    @Override
    public int[] strides(Shape input, int[] strides, Shape output) {
        int[] result = new int[order.length];
        for (int axis = 0; axis < order.length; axis++) {
            result[axis] = strides[order[axis]];
        }
        return result;
    }

    Shape shape(Shape input) {
        if (this == MATRIX) {
            return Shape.matrix(input.get(1), input.get(0));
        }
        int[] extents = new int[order.length];
        for (int axis = 0; axis < order.length; axis++) {
            extents[axis] = input.get(order[axis]);
        }
        return Shape.of(extents);
    }

    @Override
    Node gradient(Node output, Node gradient) {
        return inverted(gradient);
    }

    @Override
    Node put(Node base, Node value) {
        return inverted(value);
    }

    private Node inverted(Node value) {
        if (isTranspose) {
            return Ops.permute(value, this);
        }
        int[] inverse = new int[order.length];
        for (int axis = 0; axis < order.length; axis++) {
            inverse[order[axis]] = axis;
        }
        return Ops.permute(value, inverse);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Permute that && Arrays.equals(order, that.order);
    }
}
