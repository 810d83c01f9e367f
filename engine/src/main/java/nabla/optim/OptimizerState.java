package nabla.optim;

import java.util.List;
import java.util.Map;
import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What an optimizer must remember to go on as if it had never stopped. Parameters stand by their number, counted through
 * all groups.
 *
 * @param state for each parameter that was ever updated, tensors by PyTorch's names, such as {@code exp_avg}
 * @param paramGroups the options of each group, and its parameters' numbers
 */
public record OptimizerState(Map<Integer, Map<String, Tensor>> state, List<Group> paramGroups) {
    /**
     * A group.
     *
     * @param options by PyTorch's names: Double, Boolean, lists of Double, or null
     * @param params the parameters' numbers
     */
    public record Group(Map<String, @Nullable Object> options, List<Integer> params) {}
}
