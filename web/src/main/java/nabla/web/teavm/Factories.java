package nabla.web.teavm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.teavm.backend.wasm.WasmFunctionTypes;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmFunctionType;
import org.teavm.backend.wasm.model.WasmGlobal;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmStructure;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmCall;
import org.teavm.backend.wasm.model.instruction.WasmGetGlobal;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmReturn;
import org.teavm.backend.wasm.model.instruction.WasmSetLocal;
import org.teavm.backend.wasm.model.instruction.WasmStructNewDefault;
import org.teavm.backend.wasm.model.instruction.WasmStructSet;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;

/**
 * Lets a constructor make the object that it fills, and give it, where all its callers made one only to have it filled:
 * what they did stands in one place then.
 */
final class Factories {
    private final WasmModule module;
    private final WasmFunctionTypes types;
    private final Map<WasmFunction, List<Site>> sites = new LinkedHashMap<>();
    private final Map<WasmFunction, Integer> calls = new HashMap<>();

    Factories(WasmModule module, WasmFunctionTypes types) {
        this.module = module;
        this.types = types;
    }

    /** An object that is made, named by a local, and filled by a call whose first argument it is. */
    private record Site(WasmTeeLocal made, WasmGlobal table, WasmGetLocal argument, WasmCall call) {
        WasmStructure type() {
            return ((WasmStructNewDefault) made.getPrevious()).getType();
        }
    }

    /** Gives the types of the constructors that are gone. */
    Set<WasmFunctionType> apply() {
        for (WasmFunction function : module.functions) {
            Code.each(function.getBody(), this::count);
        }
        Map<WasmFunction, WasmFunction> factories = new LinkedHashMap<>();
        sites.forEach((constructor, its) -> {
            if (its.size() == calls.getOrDefault(constructor, 0) && alike(its) && mayMake(constructor)) {
                factories.put(constructor, factory(constructor, its.get(0)));
                its.forEach(site -> call(site, factories.get(constructor)));
            }
        });
        module.functions.removeIf(factories::containsKey);
        factories.values().forEach(module.functions::add);
        Set<WasmFunctionType> gone = new HashSet<>();
        factories.keySet().forEach(constructor -> gone.add(constructor.getType()));
        return gone;
    }

    private void count(WasmInstruction instruction) {
        if (instruction instanceof WasmCall call) {
            calls.merge(call.getFunction(), 1, Integer::sum);
        } else if (instruction instanceof WasmStructNewDefault
                && instruction.getNext() instanceof WasmTeeLocal made
                && made.getNext() instanceof WasmGetGlobal table
                && table.getNext() instanceof WasmStructSet set
                && set.getFieldIndex() == 0) {
            WasmGetLocal argument = Operands.firstRead(set.getNext(), made.getLocal());
            if (argument != null && Operands.taker(argument) instanceof WasmCall call) {
                sites.computeIfAbsent(call.getFunction(), key -> new ArrayList<>())
                        .add(new Site(made, table.getGlobal(), argument, call));
            }
        }
    }

    private static boolean alike(List<Site> sites) {
        Site first = sites.get(0);
        for (Site site : sites) {
            if (site.type() != first.type() || site.table != first.table) {
                return false;
            }
        }
        List<? extends WasmType> parameters = first.call.getFunction().getType().getParameterTypes();
        return parameters.get(0) == first.type().getReference();
    }

    private boolean mayMake(WasmFunction constructor) {
        if (constructor.getImportName() != null
                || constructor.getExportName() != null
                || constructor.isReferenced()
                || !constructor.getType().getReturnTypes().isEmpty()
                || module.getFunctionTable().contains(constructor)) {
            return false;
        }
        WasmLocal made = constructor.getLocalVariables().get(0);
        boolean[] may = {true};
        Code.each(constructor.getBody(), instruction -> {
            boolean written = Code.local(instruction) == made && !(instruction instanceof WasmGetLocal);
            may[0] &= !written && !suspends(instruction);
        });
        return may[0];
    }

    /** Code that can be suspended is called anew to go on, which must not make another object. */
    private static boolean suspends(WasmInstruction instruction) {
        return instruction instanceof WasmCall call
                && call.getFunction().getJavaMethod() != null
                && call.getFunction().getJavaMethod().getClassName().equals("org.teavm.runtime.Fiber");
    }

    /** The constructor's code, moved to a function that makes the object first and gives it last. */
    private WasmFunction factory(WasmFunction constructor, Site site) {
        List<? extends WasmType> old = constructor.getType().getParameterTypes();
        WasmFunction factory = new WasmFunction(
                types.of(site.type().getReference(), old.subList(1, old.size()).toArray(new WasmType[0])));
        factory.setName(constructor.getName());
        factory.setJavaMethod(constructor.getJavaMethod());
        WasmLocal made = moveLocals(constructor, factory);
        WasmInstructionList body = factory.getBody();
        body.add(new WasmStructNewDefault(site.type()));
        body.add(new WasmTeeLocal(made));
        body.add(new WasmGetGlobal(site.table));
        body.add(new WasmStructSet(site.type(), 0));
        body.transferFrom(constructor.getBody());
        Code.each(body, instruction -> {
            if (instruction instanceof WasmReturn) {
                instruction.insertPrevious(new WasmGetLocal(made));
            }
        });
        if (!body.getLast().isTerminating()) {
            body.add(new WasmGetLocal(made));
        }
        return factory;
    }

    /** Gives the factory places for the constructor's locals, and its code those; gives the one that names the object. */
    private static WasmLocal moveLocals(WasmFunction constructor, WasmFunction factory) {
        // The object is no parameter any more: it comes behind those.
        List<WasmLocal> locals = new ArrayList<>(constructor.getLocalVariables());
        WasmLocal object = locals.remove(0);
        locals.add(factory.getType().getParameterTypes().size(), object);
        Map<WasmLocal, WasmLocal> places = new HashMap<>();
        for (WasmLocal local : locals) {
            WasmLocal place = new WasmLocal(local.getType(), local.getName());
            factory.add(place);
            places.put(local, place);
        }
        Code.each(constructor.getBody(), instruction -> {
            WasmLocal place = places.get(Code.local(instruction));
            if (place != null) {
                Code.setLocal(instruction, place);
            }
        });
        return Objects.requireNonNull(places.get(object));
    }

    private static void call(Site site, WasmFunction factory) {
        WasmInstruction table = site.made.getNext();
        table.getNext().delete();
        table.delete();
        site.made.getPrevious().delete();
        site.made.delete();
        site.argument.delete();
        site.call.setFunction(factory);
        site.call.insertNext(new WasmSetLocal(site.made.getLocal()));
    }
}
