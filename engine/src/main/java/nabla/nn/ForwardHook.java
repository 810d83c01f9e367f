package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sees what a module made of its inputs.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Module.html#torch.nn.Module.register_forward_hook">
 *     register_forward_hook</a>
 */
@FunctionalInterface
public interface ForwardHook {
    /** Returns an output to give instead, or null to keep this one. */
    @Nullable
    Tensor run(Module module, Tensor[] inputs, Tensor output);
}
