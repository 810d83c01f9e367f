package nabla.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.Nabla;
import nabla.Tensor;

/** Puts saved values back into a module, all or nothing, and complains in PyTorch's words. */
final class StateDict {
    private StateDict() {}

    static String load(Module module, Map<String, Tensor> state) {
        Map<String, Tensor> parameters = module.namedParameters();
        List<String> missing = new ArrayList<>(parameters.keySet());
        missing.removeAll(state.keySet());
        List<String> unexpected = new ArrayList<>(state.keySet());
        unexpected.removeAll(parameters.keySet());
        StringBuilder errors = new StringBuilder();
        list(errors, "Missing", missing);
        list(errors, "Unexpected", unexpected);
        parameters.forEach((name, parameter) -> {
            Tensor value = state.get(name);
            if (value != null && !value.shape().equals(parameter.shape())) {
                errors.append("\n\tsize mismatch for " + name + ": copying a param with shape " + value.shape()
                        + " from checkpoint, the shape in current model is " + parameter.shape() + ".");
            }
        });
        if (errors.length() > 0) {
            throw new IllegalArgumentException("Error(s) in loading state_dict for " + module.name() + ":" + errors);
        }
        Nabla.noGrad(() ->
                parameters.forEach((name, parameter) -> parameter.copy_(Objects.requireNonNull(state.get(name)))));
        return "<All keys matched successfully>";
    }

    private static void list(StringBuilder errors, String kind, List<String> names) {
        if (!names.isEmpty()) {
            errors.append("\n\t" + kind + " key(s) in state_dict: \"" + String.join("\", \"", names) + "\". ");
        }
    }
}
