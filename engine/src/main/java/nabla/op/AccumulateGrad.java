package nabla.op;

import org.jspecify.annotations.Nullable;

/** Where a leaf that requires gradients collects them: PyTorch's {@code AccumulateGrad}, the {@code .grad} of a tensor. */
public final class AccumulateGrad {
    private final GradientHooks hooks = new GradientHooks();
    private @Nullable Node gradient;

    /** The sum of all gradients since it was last cleared, or null. */
    public @Nullable Node gradient() {
        return gradient;
    }

    /** Replaces the gradient; null clears it. */
    public void set(@Nullable Node replacement) {
        gradient = replacement;
    }

    /** Adds a gradient of the leaf's shape. */
    public void add(Node more) {
        gradient = gradient == null ? more : Ops.map(Maps.ADD, gradient, more);
    }

    GradientHooks hooks() {
        return hooks;
    }
}
