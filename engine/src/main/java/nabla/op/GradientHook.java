package nabla.op;

import org.jspecify.annotations.Nullable;

/** Sees a gradient when the backward pass is written, and may put another in its place. */
@FunctionalInterface
public interface GradientHook {
    /** Returns what the pass goes on with; null: with the gradient as it is. */
    @Nullable
    Node apply(Node gradient);
}
