package nabla.op;

import org.jspecify.annotations.Nullable;

/** Inputs one after another along an axis; all other extents are equal. Each part is computed in its place. */
public final class ConcatOp implements Op {
    private final int axis;

    ConcatOp(int axis) {
        this.axis = axis;
    }

    public int axis() {
        return axis;
    }

    @Override
    public String name() {
        return "cat";
    }

    @Override
    public @Nullable Node[] gradients(Node output, Node gradient) {
        @Nullable Node[] result = new Node[output.inputs()];
        int start = 0;
        for (int i = 0; i < result.length; i++) {
            int count = output.input(i).shape().get(axis);
            if (output.input(i).requiresGrad()) {
                result[i] = Ops.slice(gradient, axis, start, count, 1);
            }
            start += count;
        }
        return result;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof ConcatOp that && axis == that.axis;
    }

    @Override
    public int hashCode() {
        return 800 + axis;
    }

    @Override
    public String toString() {
        return name();
    }
}
