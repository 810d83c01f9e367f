package nabla.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same values, through which no gradient flows. */
public final class Detach extends ViewOp {
    static final Detach OP = new Detach();

    private Detach() {
        super("detach", 0);
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        return at;
    }

    @Override
    public int[] strides(Shape input, int[] strides, Shape output) {
        return strides;
    }

    @Override
    Node gradient(Node output, Node gradient) {
        throw new IllegalStateException("no gradient flows through detach");
    }

    @Override
    Node put(Node base, Node value) {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }
}
