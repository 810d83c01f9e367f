package nabla.op;

import java.util.ArrayList;
import java.util.List;

/** Who wants to see the gradient of one value, in the order in which they asked. */
final class GradientHooks {
    private final List<GradientHook> hooks = new ArrayList<>(1);

    /** Adds a hook and returns what removes it again. */
    Runnable add(GradientHook hook) {
        hooks.add(hook);
        return () -> hooks.remove(hook);
    }

    /** What the hooks make of a gradient. */
    Node apply(Node gradient) {
        if (hooks.isEmpty()) {
            return gradient;
        }
        Node result = gradient;
        for (GradientHook hook : List.copyOf(hooks)) {
            Node replacement = hook.apply(result);
            result = replacement == null ? result : replacement;
        }
        return result;
    }
}
