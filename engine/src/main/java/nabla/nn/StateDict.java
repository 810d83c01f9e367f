package nabla.nn;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.Tensor;

/** The state of a module: tensors by name, in PyTorch's order. Printed as PyTorch prints it. */
public final class StateDict extends AbstractMap<String, Tensor> {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    @Override
    public Tensor put(String name, Tensor tensor) {
        tensors.put(name, tensor);
        return tensor;
    }

    @Override
    public Set<Entry<String, Tensor>> entrySet() {
        return tensors.entrySet();
    }

    /** Returns such as {@code OrderedDict([('0.weight', tensor([[0.0016]])), ('0.bias', tensor([0.]))])}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        tensors.forEach((name, tensor) -> parts.add("('" + name + "', " + tensor + ")"));
        return tensors.isEmpty() ? "OrderedDict()" : "OrderedDict([" + String.join(", ", parts) + "])";
    }
}
