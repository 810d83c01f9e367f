package nabla.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of the first axis that starts where a scalar says, so that every batch of an epoch is the same plan. No
 * gradient flows: it is for data.
 */
public final class DynamicSlice extends ViewOp {
    private final int count;

    DynamicSlice(int count) {
        super("narrow", count);
        this.count = count;
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        List<I> result = copy(at);
        int limit = node.input(0).shape().get(0) - count + 1;
        result.set(0, arithmetic.plus(at.get(0), arithmetic.argument(node.input(1), limit)));
        return result;
    }

    @Override
    Node gradient(Node output, Node gradient) {
        throw new IllegalStateException("narrow at a varying start is for data: no gradient flows through it");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof DynamicSlice that && count == that.count;
    }
}
