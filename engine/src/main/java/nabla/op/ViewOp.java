package nabla.op;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of the input in another arrangement: nothing is computed. A view states where each of its elements comes
 * from; kernels read through any chain of views as one address.
 */
public abstract sealed class ViewOp implements Op
        permits Reshape, Permute, Expand, Slice, Pad, Flip, DynamicSlice, Detach, Shortcut, Windows, Fold {
    private final String name;
    private final int hash;

    ViewOp(String name, int hash) {
        this.name = name;
        this.hash = 31 * name.hashCode() + hash;
    }

    @Override
    public final String name() {
        return name;
    }

    public static ViewOp reshape(Shape shape) {
        return new Reshape(shape);
    }

    public static ViewOp permute(int... order) {
        return Permute.of(order);
    }

    public static ViewOp expand(Shape shape) {
        return new Expand(shape);
    }

    /** {@code count} elements of an axis from {@code start}, {@code step} apart. */
    public static ViewOp slice(int axis, int start, int count, int step) {
        return new Slice(axis, start, count, step);
    }

    /**
     * The coordinates in the input of the element at {@code at}.
     *
     * @param at coordinates in the view
     * @param node of this operation: for its shapes and, if any, its further inputs
     */
    public abstract <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic);

    /**
     * How far apart in memory, in elements, neighbours along each axis of the view lie; null where they lie at no fixed
     * distance, so that PyTorch has no such view.
     *
     * @param strides those of the input
     */
    public int @Nullable [] strides(Shape input, int[] strides, Shape output) {
        return null;
    }

    /** What elements outside the input hold, for views that reach there. */
    public double outside() {
        return 0;
    }

    /** Whether the view may reach outside its input. */
    public boolean reachesOutside() {
        return false;
    }

    /** Whether each element of the input appears at most once, so that reading through the view repeats no work. */
    public boolean readsOnce() {
        return true;
    }

    /** The gradient with respect to the input. */
    abstract Node gradient(Node output, Node gradient);

    /** The base with the elements that this view shows replaced by {@code value}, of the view's shape. */
    Node put(Node base, Node value) {
        throw new IllegalStateException(
                "unsupported operation: more than one element of the written-to tensor refers to a"
                        + " single memory location. Please clone() the tensor before performing the operation.");
    }

    @Override
    public @Nullable Node[] gradients(Node output, Node gradient) {
        @Nullable Node[] result = new Node[output.inputs()];
        result[0] = gradient(output, gradient);
        return result;
    }

    @Override
    public final int hashCode() {
        return hash;
    }

    @Override
    public abstract boolean equals(@Nullable Object other);

    @Override
    public String toString() {
        return name;
    }

    static <I> List<I> copy(List<I> at) {
        return new ArrayList<>(at);
    }
}
