package nabla.op;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same elements, in the same order, under another shape. */
public final class Reshape extends ViewOp {
    private final Shape shape;

    Reshape(Shape shape) {
        super("view", shape.hashCode());
        this.shape = shape;
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        return unravel(ravel(at, shape, arithmetic), node.input(0).shape(), arithmetic);
    }

    /** The position in row-major order. */
    static <I> I ravel(List<I> at, Shape shape, Coordinates<I> arithmetic) {
        int[] strides = shape.strides();
        I position = arithmetic.constant(0);
        for (int axis = 0; axis < strides.length; axis++) {
            position = arithmetic.plus(position, arithmetic.times(at.get(axis), strides[axis]));
        }
        return position;
    }

    /** The coordinates of a position in row-major order. */
    public static <I> List<I> unravel(I position, Shape shape, Coordinates<I> arithmetic) {
        int[] strides = shape.strides();
        List<I> result = new ArrayList<>();
        for (int axis = 0; axis < strides.length; axis++) {
            I whole = arithmetic.dividedBy(position, Math.max(1, strides[axis]));
            result.add(axis == 0 ? whole : arithmetic.modulo(whole, Math.max(1, shape.get(axis))));
        }
        return result;
    }

    @Override
    public int @Nullable [] strides(Shape input, int[] strides, Shape output) {
        return Strides.reshaped(input, strides, output);
    }

    @Override
    Node gradient(Node output, Node gradient) {
        return Ops.reshape(gradient, output.input(0).shape());
    }

    @Override
    Node put(Node base, Node value) {
        return Ops.reshape(value, base.shape());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Reshape that && shape.equals(that.shape);
    }
}
