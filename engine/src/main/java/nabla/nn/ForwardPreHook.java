package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sees what a module is called with.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Module.html#torch.nn.Module.register_forward_pre_hook">
 *     register_forward_pre_hook</a>
 */
@FunctionalInterface
public interface ForwardPreHook {
    /** Returns inputs to take instead, or null to keep these. */
    Tensor @Nullable [] run(Module module, Tensor[] inputs);
}
