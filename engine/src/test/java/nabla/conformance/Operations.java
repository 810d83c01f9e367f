package nabla.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nabla.Tensor;

/** How the engine spells the operations that the cases name: one table a kind of operation, gathered here. */
final class Operations {
    private static final Operations ALL = new Operations();

    private final Map<String, Function<OpCase, List<Tensor>>> calls = new HashMap<>();

    private Operations() {
        ElementwiseOperations.addTo(this);
        ReduceOperations.addTo(this);
        ShapeOperations.addTo(this);
        NetworkOperations.addTo(this);
        LossOperations.addTo(this);
        LayerOperations.addTo(this);
    }

    /** Adds an operation of one output. */
    void one(String name, Function<OpCase, Tensor> call) {
        many(name, each -> List.of(call.apply(each)));
    }

    /** Adds an operation of several outputs. */
    void many(String name, Function<OpCase, List<Tensor>> call) {
        if (calls.put(name, call) != null) {
            throw new IllegalStateException("Two tables tell how to call " + name + ".");
        }
    }

    /**
     * Calls an operation and returns its outputs.
     *
     * @throws AbsentException if the engine does not have it, or not with all the attributes of the case
     */
    static List<Tensor> call(String name, OpCase each) {
        Function<OpCase, List<Tensor>> call = ALL.calls.get(name);
        if (call == null) {
            throw new AbsentException(name);
        }
        List<Tensor> outputs = call.apply(each);
        if (!each.unheeded().isEmpty()) {
            throw new AbsentException(name + " with " + String.join(", ", each.unheeded()));
        }
        return outputs;
    }
}
