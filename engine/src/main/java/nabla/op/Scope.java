package nabla.op;

import org.jspecify.annotations.Nullable;

/**
 * The name of a composite operation, such as {@code nll_loss}, on the nodes made inside it. The step-through folds them
 * under the name, PyTorch's {@code grad_fn} is the scope's, and fusion sees through it.
 *
 * @param name PyTorch's name of the operation
 * @param parent the scope around it, or null
 */
public record Scope(String name, @Nullable Scope parent) {
    /**
     * What is made inside a scope. An interface of its own: where a program compiled by TeaVM has a {@code Supplier} that
     * waits for a device, every call of any {@code Supplier} can be suspended, which costs far more than it computes.
     */
    @FunctionalInterface
    public interface Body<T> {
        T make();
    }

    private static @Nullable Scope current;

    /** The innermost open scope of this thread's program, or null. */
    public static @Nullable Scope current() {
        return current;
    }

    /** The scope around this one and all others, or null where there is none. */
    public static @Nullable Scope outermost(@Nullable Scope scope) {
        Scope outer = scope;
        while (outer != null && outer.parent != null) {
            outer = outer.parent;
        }
        return outer;
    }

    /** Opens a scope inside the current one; the caller closes it with {@link #exit}. */
    public static Scope enter(String name) {
        Scope scope = new Scope(name, current);
        current = scope;
        return scope;
    }

    /**
     * Makes nodes under a name and returns the body's result.
     *
     * @param name as PyTorch names the function whose {@code grad_fn} this is; {@code name.1} for its second form
     */
    public static <T> T within(String name, Body<T> body) {
        Scope scope = enter(name);
        try {
            return body.make();
        } finally {
            scope.exit();
        }
    }

    /** Closes this scope. */
    public void exit() {
        current = parent;
    }
}
