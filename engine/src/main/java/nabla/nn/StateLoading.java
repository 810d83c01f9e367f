package nabla.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.Nabla;
import nabla.Tensor;

/** Puts saved values back into a module, all or nothing, and complains in PyTorch's words. */
final class StateLoading {
    private StateLoading() {}

    static LoadedKeys load(Module module, Map<String, Tensor> state, boolean strict) {
        StateDict own = module.stateDict();
        List<String> missing = new ArrayList<>(own.keySet());
        missing.removeAll(state.keySet());
        List<String> unexpected = new ArrayList<>(state.keySet());
        unexpected.removeAll(own.keySet());
        StringBuilder errors = new StringBuilder();
        if (strict) {
            list(errors, "Missing", missing);
            list(errors, "Unexpected", unexpected);
        }
        own.forEach((name, tensor) -> {
            Tensor value = state.get(name);
            if (value != null && !value.shape().equals(tensor.shape())) {
                errors.append("\n\tsize mismatch for " + name + ": copying a param with shape "
                        + PythonText.size(value.shape()) + " from checkpoint, the shape in current model is "
                        + PythonText.size(tensor.shape()) + ".");
            }
        });
        if (errors.length() > 0) {
            throw new IllegalArgumentException("Error(s) in loading state_dict for " + module.name() + ":" + errors);
        }
        Nabla.noGrad(() -> own.forEach((name, tensor) -> {
            Tensor value = state.get(name);
            if (value != null) {
                tensor.copy_(value);
            }
        }));
        return new LoadedKeys(missing, unexpected);
    }

    private static void list(StringBuilder errors, String kind, List<String> names) {
        if (!names.isEmpty()) {
            errors.append("\n\t" + kind + " key(s) in state_dict: \"" + String.join("\", \"", names) + "\". ");
        }
    }
}
