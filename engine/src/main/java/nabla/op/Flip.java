package nabla.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One axis in reverse order. */
public final class Flip extends ViewOp {
    private final int axis;

    Flip(int axis) {
        super("flip", axis);
        this.axis = axis;
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        List<I> result = copy(at);
        result.set(
                axis,
                arithmetic.plus(arithmetic.times(at.get(axis), -1), node.shape().get(axis) - 1));
        return result;
    }

    @Override
    Node gradient(Node output, Node gradient) {
        return Ops.flip(gradient, axis);
    }

    @Override
    Node put(Node base, Node value) {
        return Ops.flip(value, axis);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Flip that && axis == that.axis;
    }
}
