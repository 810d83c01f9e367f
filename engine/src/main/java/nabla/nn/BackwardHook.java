package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sees the gradients that pass a module in the backward pass: once for each input that requires one, when it is known, or
 * once with the output's gradient if none does.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_hook">
 *     register_full_backward_hook</a>
 */
@FunctionalInterface
public interface BackwardHook {
    /**
     * Returns gradients to hand on instead, or null to keep these.
     *
     * @param gradInput of each input; null for those that require none or are seen in a call of their own
     * @param gradOutput of the output, in an array of one
     */
    @Nullable
    Tensor @Nullable [] run(Module module, @Nullable Tensor[] gradInput, Tensor[] gradOutput);
}
