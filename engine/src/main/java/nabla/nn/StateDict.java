package nabla.nn;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
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
        StringJoiner out = new StringJoiner(", ", "OrderedDict([", "])");
        tensors.forEach((name, tensor) -> out.add("('" + name + "', " + tensor + ")"));
        return tensors.isEmpty() ? "OrderedDict()" : out.toString();
    }
}
