package nabla.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every {@code step}-th element of one axis, from {@code start}. */
public final class Slice extends ViewOp {
    private final int axis;
    private final int start;
    private final int count;
    private final int step;

    Slice(int axis, int start, int count, int step) {
        super("slice", ((axis * 31 + start) * 31 + count) * 31 + step);
        this.axis = axis;
        this.start = start;
        this.count = count;
        this.step = step;
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        List<I> result = copy(at);
        result.set(axis, arithmetic.plus(arithmetic.times(at.get(axis), step), start));
        return result;
    }

    @Override
    public int[] strides(Shape input, int[] strides, Shape output) {
        int[] result = strides.clone();
        result[axis] *= step;
        return result;
    }

    /** The same elements; where it can be, through an operation that every start shares. */
    public Node atVaryingStart(Node input) {
        return axis == 0 && step == 1
                ? Ops.narrow(input, Ops.scalar(start, DType.INT64), count)
                : Node.of(this, input.shape().with(axis, count), input.type(), input);
    }

    @Override
    Node gradient(Node output, Node gradient) {
        return Ops.pad(gradient, axis, start, output.input(0).shape().get(axis), step);
    }

    @Override
    Node put(Node base, Node value) {
        int extent = base.shape().get(axis);
        Node shown = Ops.expand(Ops.fill(1, DType.BOOL), value.shape());
        Node mask = Ops.pad(shown, axis, start, extent, step);
        return Ops.map(Maps.WHERE, mask, Ops.pad(value, axis, start, extent, step), base);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Slice that
                        && axis == that.axis
                        && start == that.start
                        && count == that.count
                        && step == that.step;
    }
}
