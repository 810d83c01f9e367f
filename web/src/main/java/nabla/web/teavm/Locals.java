package nabla.web.teavm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmLocal;

/** Numbers for what a function's code stores values in: for its parameters, and for locals in the order of their use. */
final class Locals {
    private final Map<WasmLocal, Integer> numbers = new HashMap<>();
    private final List<WasmLocal> locals = new ArrayList<>();
    private final int parameters;

    private Locals(int parameters) {
        this.parameters = parameters;
    }

    static Locals of(WasmFunction function) {
        Locals result = new Locals(function.getType().getParameterTypes().size());
        function.getLocalVariables().subList(0, result.parameters).forEach(result::number);
        Code.each(function.getBody(), instruction -> {
            WasmLocal local = Code.local(instruction);
            if (local != null) {
                result.number(local);
            }
        });
        return result;
    }

    /** The local's number; it gets the next one if it has none. */
    int number(WasmLocal local) {
        Integer number = numbers.putIfAbsent(local, locals.size());
        if (number != null) {
            return number;
        }
        locals.add(local);
        return locals.size() - 1;
    }

    WasmLocal get(int number) {
        return locals.get(number);
    }

    /** How many there are. */
    int size() {
        return locals.size();
    }

    /** How many of them are parameters; these come first. */
    int parameters() {
        return parameters;
    }
}
