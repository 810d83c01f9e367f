package nabla.web.simd;

import java.util.List;
import nabla.web.wasm.Function;
import nabla.web.wasm.Signature;
import nabla.web.wasm.ValueType;
import nabla.web.wasm.WasmModule;

/**
 * The small module through which the worker's program calls the compiled plans without a detour through JavaScript: a
 * table of functions and {@code dispatch(arguments, number)}, which calls one of them. It has to exist before the program
 * is loaded, so {@code simd.js} holds its bytes; a test compares them.
 */
final class Dispatcher {
    private static final int INITIAL_SIZE = 64;

    private Dispatcher() {}

    static byte[] module() {
        WasmModule module = new WasmModule();
        module.exportTable("table", INITIAL_SIZE);
        Signature plan = module.signature(List.of(ValueType.I32), List.of());
        Function dispatch = module.function(List.of(ValueType.I32, ValueType.I32), List.of());
        dispatch.code().get(dispatch.parameter(0)).get(dispatch.parameter(1)).callIndirect(plan);
        module.export("dispatch", dispatch);
        return module.toBytes();
    }
}
