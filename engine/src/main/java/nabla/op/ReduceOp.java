package nabla.op;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes one value of all values along some axes. The reduced axes are dropped from the shape. */
public final class ReduceOp implements Op {
    /** What becomes of the values. Positions count row-major over the reduced axes; of equal values the first. */
    public enum Kind {
        SUM("sum"),
        PRODUCT("prod"),
        /** The gradient goes to all equal values alike. */
        MAXIMUM("amax"),
        /** The gradient goes to all equal values alike. */
        MINIMUM("amin"),
        /** The gradient goes to the first of equal values. */
        FIRST_MAXIMUM("max"),
        /** The gradient goes to the first of equal values. */
        FIRST_MINIMUM("min"),
        ARGMAX("argmax"),
        ARGMIN("argmin");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public boolean isPosition() {
            return this == ARGMAX || this == ARGMIN;
        }
    }

    private final Kind kind;
    private final int[] axes;
    private final int hash;

    /** Reduces these axes, given in rising order. */
    ReduceOp(Kind kind, int... axes) {
        this.kind = kind;
        this.axes = axes;
        hash = 31 * Arrays.hashCode(axes) + kind.ordinal() + 100;
    }

    public Kind kind() {
        return kind;
    }

    /** The reduced axes of the input, rising. */
    public int[] axes() {
        return axes.clone();
    }

    public boolean reduces(int axis) {
        for (int each : axes) {
            if (each == axis) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String name() {
        return kind.label;
    }

    Shape shape(Shape input) {
        Shape result = input;
        for (int i = axes.length - 1; i >= 0; i--) {
            result = result.without(axes[i]);
        }
        return result;
    }

    /** The input's shape with every reduced extent 1: what broadcasts back to the input. */
    private Shape kept(Shape input) {
        Shape result = input;
        for (int axis : axes) {
            result = result.with(axis, 1);
        }
        return result;
    }

    @Override
    public @Nullable Node[] gradients(Node output, Node gradient) {
        Node input = output.input(0);
        Shape kept = kept(input.shape());
        Node spread = Ops.expand(Ops.reshape(gradient, kept), input.shape());
        return new Node[] {
            switch (kind) {
                case SUM -> spread;
                case MAXIMUM, MINIMUM -> shared(output, kept, gradient);
                case FIRST_MAXIMUM, FIRST_MINIMUM ->
                    Ops.map(Maps.WHERE, winner(input, kept), spread, Ops.fill(0, gradient.type()));
                case PRODUCT -> Ops.map(Maps.MUL, spread, others(input, kept));
                case ARGMAX, ARGMIN -> null;
            }
        };
    }

    /** The gradient in equal parts to all values that equal the result. */
    private Node shared(Node output, Shape kept, Node gradient) {
        Node input = output.input(0);
        Node wins = Ops.map(Maps.EQ, input, Ops.reshape(output, kept));
        Node count = Ops.reshape(Ops.reduce(Kind.SUM, Ops.map(Maps.to(gradient.type()), wins), axes), kept);
        Node part = Ops.map(Maps.DIV, Ops.reshape(gradient, kept), count);
        return Ops.map(Maps.WHERE, wins, part, Ops.fill(0, gradient.type()));
    }

    /** For each value the product of all others: no division, so that it is right beside a zero, too. */
    private Node others(Node input, Shape kept) {
        int rank = input.shape().rank();
        int count = input.shape().size() / Math.max(1, kept.size());
        int[] order = new int[rank];
        int position = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (!reduces(axis)) {
                order[position++] = axis;
            }
        }
        for (int axis : axes) {
            order[position++] = axis;
        }
        Node last = Ops.permute(input, order);
        Shape rows = Shape.of(kept.size(), 1, count);
        Node all = Ops.expand(Ops.reshape(last, rows), Shape.of(kept.size(), count, count));
        Node own = Ops.map(Maps.EQ, Ops.reshape(Ops.range(count), Shape.of(count, 1)), Ops.range(count));
        Node rest = Ops.map(Maps.WHERE, own, Ops.fill(1, input.type()), all);
        Node product = Ops.reshape(Ops.reduce(Kind.PRODUCT, rest, 2), last.shape());
        int[] back = new int[rank];
        for (int i = 0; i < rank; i++) {
            back[order[i]] = i;
        }
        return Ops.permute(product, back);
    }

    /** Where the input holds the first of the values that won: the only place that a gradient goes to. */
    private Node winner(Node input, Shape kept) {
        Kind position = kind == Kind.FIRST_MAXIMUM ? Kind.ARGMAX : Kind.ARGMIN;
        Node won = Ops.reshape(Ops.reduce(position, input, axes), kept);
        int[] extents = new int[input.shape().rank()];
        Arrays.fill(extents, 1);
        int count = 1;
        for (int axis : axes) {
            extents[axis] = input.shape().get(axis);
            count *= extents[axis];
        }
        return Ops.map(Maps.EQ, Ops.reshape(Ops.range(count), Shape.of(extents)), won);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof ReduceOp that && kind == that.kind && Arrays.equals(axes, that.axes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name() + Arrays.toString(axes);
    }
}
