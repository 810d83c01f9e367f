package nabla.op;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Broadcasting: axes of extent 1 are repeated, and missing axes are added in front. */
public final class Expand extends ViewOp {
    private final Shape shape;

    Expand(Shape shape) {
        super("expand", shape.hashCode());
        this.shape = shape;
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        return broadcast(at, node.input(0).shape(), arithmetic);
    }

    /** The coordinates in an input that is broadcast. */
    public static <I> List<I> broadcast(List<I> at, Shape input, Coordinates<I> arithmetic) {
        List<I> result = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            result.add(input.get(axis) == 1 ? arithmetic.constant(0) : at.get(at.size() - input.rank() + axis));
        }
        return result;
    }

    @Override
    public int[] strides(Shape input, int[] strides, Shape output) {
        int extra = output.rank() - input.rank();
        int[] result = new int[output.rank()];
        for (int axis = extra; axis < result.length; axis++) {
            boolean isStretched = input.get(axis - extra) != output.get(axis);
            result[axis] = isStretched ? 0 : strides[axis - extra];
        }
        return result;
    }

    @Override
    public boolean readsOnce() {
        return false;
    }

    @Override
    Node put(Node base, Node value) {
        boolean isRepeated = base.shape().size() != value.shape().size();
        return isRepeated ? super.put(base, value) : Ops.reshape(value, base.shape());
    }

    @Override
    Node gradient(Node output, Node gradient) {
        return Ops.sumTo(gradient, output.input(0).shape());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Expand that && shape.equals(that.shape);
    }
}
