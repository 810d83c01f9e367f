package nabla.web.teavm;

import java.util.List;
import java.util.Set;
import org.teavm.backend.wasm.TeaVMWasmGCHost;
import org.teavm.backend.wasm.model.WasmBlockType;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmFunctionType;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.optimization.WasmUsageCounter;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Makes the code of a program smaller before it is written: fewer functions, fewer locals. With the compiler's property
 * {@code nabla.readable} it stays as it is, with a function for each method.
 */
public final class SmallerCode implements TeaVMPlugin {
    @Override
    public void install(TeaVMHost host) {
        if (host.getProperties().getProperty("nabla.readable", "").equals("true")) {
            return;
        }
        TeaVMWasmGCHost wasm = host.getExtension(TeaVMWasmGCHost.class);
        if (wasm != null) {
            // The program's start is written last, when all other code is there.
            wasm.contributeToCodeGen(
                    (context, registry) -> context.initializerRegistry().register(start -> shrink(context.module())));
        }
    }

    /** Shrinks the whole program. */
    static void shrink(WasmModule module) {
        module.functions.forEach(SmallerCode::typeParameters);
        Set<WasmFunctionType> types = new Inlining(module).apply();
        for (WasmFunction function : module.functions) {
            if (!function.getBody().isEmpty()) {
                LocalUse.tidy(function);
                LocalSlots.assign(function);
                LocalUse.tidy(function);
            }
        }
        dropUnused(types, module);
    }

    private static void dropUnused(Set<WasmFunctionType> types, WasmModule module) {
        WasmUsageCounter counter = new WasmUsageCounter();
        counter.applyToModule(module);
        types.removeIf(type -> counter.usages(type) > 0);
        // The counter leaves out the types of blocks.
        for (WasmFunction function : module.functions) {
            Code.each(function.getBody(), instruction -> {
                if (Code.type(instruction) instanceof WasmBlockType.Function block) {
                    types.remove(block.ref);
                }
            });
        }
        module.types.removeIf(types::contains);
    }

    /** A parameter has the type that the function's type says, whatever the local for it says: that is never written. */
    private static void typeParameters(WasmFunction function) {
        List<WasmLocal> locals = function.getLocalVariables();
        List<? extends WasmType> types = function.getType().getParameterTypes();
        for (int i = 0; i < Math.min(locals.size(), types.size()); i++) {
            locals.get(i).setType(types.get(i));
        }
    }
}
