package nabla.web.teavm;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.teavm.backend.wasm.TeaVMWasmGCHost;
import org.teavm.backend.wasm.WasmFunctionTypes;
import org.teavm.backend.wasm.generate.reflection.ClassInfoStruct;
import org.teavm.backend.wasm.intrinsics.WasmGCCodeGenContext;
import org.teavm.backend.wasm.model.WasmBlockType;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmFunctionType;
import org.teavm.backend.wasm.model.WasmGlobal;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmFunctionReference;
import org.teavm.backend.wasm.optimization.WasmUsageCounter;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Makes the code of a program smaller before it is written: tables of classes as constants, objects made with their
 * values, fewer functions, fewer locals. With the compiler's property {@code nabla.readable} it stays as it is, with a
 * function for each method; with {@code nabla.parts} it is made ready to be cut in two.
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
            boolean inParts =
                    host.getProperties().getProperty("nabla.parts", "").equals("true");
            wasm.contributeToCodeGen((context, registry) ->
                    context.initializerRegistry().register(start -> shrink(context, start, inParts)));
        }
    }

    private static void shrink(WasmGCCodeGenContext context, WasmFunction start, boolean inParts) {
        ClassInfoStruct description =
                context.classInfoProvider().reflectionTypes().classInfo();
        new ClassTables(description.structure(), description.vtableIndex(), description.arrayTypeIndex())
                .apply(context.module(), start);
        shrink(context.module(), context.functionTypes(), inParts);
    }

    /** Shrinks the whole program; new types of functions are asked for. */
    static void shrink(WasmModule module, WasmFunctionTypes types, boolean inParts) {
        module.functions.forEach(SmallerCode::typeParameters);
        Set<WasmFunctionType> gone = new HashSet<>(new Factories(module, types).apply());
        gone.addAll(new Inlining(module).apply());
        if (inParts) {
            new ThrowPaths(types).apply(module.functions).forEach(module.functions::add);
        }
        for (WasmFunction function : module.functions) {
            if (!function.getBody().isEmpty()) {
                LocalMoves.apply(function);
                NewObjects.fill(function);
                LocalMoves.apply(function);
                LocalUse.tidy(function);
                LocalSlots.assign(function);
                LocalUse.tidy(function);
            }
        }
        dropUnused(gone, module);
        dropDeclarations(module);
        sort(module);
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

    /** A function that a global's value names needs no declaration. */
    private static void dropDeclarations(WasmModule module) {
        for (WasmGlobal global : module.globals) {
            Code.each(global.getInitialValue(), instruction -> {
                if (instruction instanceof WasmFunctionReference reference) {
                    reference.getFunction().setReferenced(false);
                }
            });
        }
    }

    /** What is alike packs well side by side. The compiler sorts by use afterwards, and leaves what is used alike in place. */
    private static void sort(WasmModule module) {
        module.globals.sort(Comparator.comparingInt(global -> type(global, module)));
        module.functions.sort(
                Comparator.comparingInt((WasmFunction function) -> module.types.indexOf(function.getType()))
                        .thenComparing(WasmFunction::getName, Comparator.nullsFirst(Comparator.naturalOrder())));
    }

    private static int type(WasmGlobal global, WasmModule module) {
        return global.getType() instanceof WasmType.CompositeReference reference
                ? module.types.indexOf(reference.composite)
                : -1;
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
