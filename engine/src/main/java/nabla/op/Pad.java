package nabla.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Zeros, with the input's elements at {@code start}, {@code start + step}, ... along one axis: a slice turned round. */
public final class Pad extends ViewOp {
    private final int axis;
    private final int start;
    private final int extent;
    private final int step;

    Pad(int axis, int start, int extent, int step) {
        super("pad", ((axis * 31 + start) * 31 + extent) * 31 + step);
        this.axis = axis;
        this.start = start;
        this.extent = extent;
        this.step = step;
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        List<I> result = copy(at);
        result.set(
                axis, spread(at.get(axis), -start, step, node.input(0).shape().get(axis), arithmetic));
        return result;
    }

    /** {@code (at + shift) / step}, required to be whole and below {@code extent}. */
    static <I> I spread(I at, int shift, int step, int extent, Coordinates<I> arithmetic) {
        I moved = arithmetic.plus(at, shift);
        if (step > 1) {
            arithmetic.require(arithmetic.modulo(moved, step), 1);
            moved = arithmetic.dividedBy(moved, step);
        }
        arithmetic.require(moved, extent);
        return moved;
    }

    @Override
    public boolean reachesOutside() {
        return true;
    }

    @Override
    Node gradient(Node output, Node gradient) {
        return Ops.slice(gradient, axis, start, output.input(0).shape().get(axis), step);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Pad that
                        && axis == that.axis
                        && start == that.start
                        && extent == that.extent
                        && step == that.step;
    }
}
