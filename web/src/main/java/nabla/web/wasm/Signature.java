package nabla.web.wasm;

import java.util.List;

/** The types of a function's parameters and results; made by {@link WasmModule#signature}. */
public final class Signature {
    final int index;
    final List<ValueType> parameters;
    final List<ValueType> results;

    Signature(int index, List<ValueType> parameters, List<ValueType> results) {
        this.index = index;
        this.parameters = parameters;
        this.results = results;
    }
}
