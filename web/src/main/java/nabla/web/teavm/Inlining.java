package nabla.web.teavm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmFunctionType;
import org.teavm.backend.wasm.model.WasmGlobal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmBlock;
import org.teavm.backend.wasm.model.instruction.WasmBreak;
import org.teavm.backend.wasm.model.instruction.WasmCall;
import org.teavm.backend.wasm.model.instruction.WasmFunctionReference;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmReturn;
import org.teavm.backend.wasm.model.instruction.WasmSetLocal;

/**
 * Moves functions that are called at a single place to that place, which saves the function's head, its type and the
 * call. Leaves calls in loops as they are: browsers optimize a function when it is called again, hence never code that
 * runs in one long call.
 */
final class Inlining {
    private final WasmModule module;
    private final Map<WasmFunction, List<WasmCall>> calls = new HashMap<>();
    private final Map<WasmInstructionList, WasmFunction> bodies = new HashMap<>();
    private final Set<WasmFunction> kept = new HashSet<>();

    Inlining(WasmModule module) {
        this.module = module;
    }

    /**
     * Moves what can be moved. The module's functions are fewer then, and others have locals that they do not list. Gives
     * the types of those that are gone.
     */
    Set<WasmFunctionType> apply() {
        for (WasmGlobal global : module.globals) {
            Code.each(global.getInitialValue(), this::count);
        }
        for (WasmFunction function : module.functions) {
            bodies.put(function.getBody(), function);
            Code.each(function.getBody(), this::count);
        }
        kept.addAll(module.getFunctionTable());
        kept.add(module.getStartFunction());
        Set<WasmFunction> moved = new HashSet<>();
        for (WasmFunction function : module.functions) {
            WasmCall call = onlyCall(function);
            if (call != null && mayMove(function, call)) {
                move(function, call);
                moved.add(function);
            }
        }
        module.functions.removeIf(moved::contains);
        return moved.stream().map(WasmFunction::getType).collect(Collectors.toSet());
    }

    private void count(WasmInstruction instruction) {
        if (instruction instanceof WasmCall call) {
            calls.computeIfAbsent(call.getFunction(), key -> new ArrayList<>()).add(call);
        } else if (instruction instanceof WasmFunctionReference reference) {
            kept.add(reference.getFunction());
        }
    }

    private @Nullable WasmCall onlyCall(WasmFunction function) {
        List<WasmCall> all = calls.get(function);
        return all != null && all.size() == 1 ? all.get(0) : null;
    }

    private boolean mayMove(WasmFunction function, WasmCall call) {
        if (function.getImportName() != null
                || function.getExportName() != null
                || function.isReferenced()
                || kept.contains(function)) {
            return false;
        }
        // A function that only calls itself, itself or by others that it has taken in, is one that nobody calls.
        WasmFunction caller = caller(call);
        return caller != null && caller != function && !readsUnsetLocals(function);
    }

    /** The function that holds the instruction; null if a loop does, too. */
    private @Nullable WasmFunction caller(WasmInstruction instruction) {
        WasmInstructionList list = instruction.getOwner();
        while (list.getBreakTarget() != null) {
            if (list.getBreakTarget() instanceof WasmBlock block && block.isLoop()) {
                return null;
            }
            list = list.getBreakTarget().getOwner();
        }
        return bodies.get(list);
    }

    private static boolean readsUnsetLocals(WasmFunction function) {
        Locals locals = Locals.of(function);
        BitSet read = Liveness.of(function, locals, (instruction, local, live) -> {});
        return read.length() > locals.parameters();
    }

    private static void move(WasmFunction function, WasmCall call) {
        setParameters(function, call);
        WasmInstructionList body = function.getBody();
        if (body.getLast() instanceof WasmReturn last) {
            last.delete();
        }
        List<WasmInstruction> returns = new ArrayList<>();
        Code.each(body, instruction -> {
            if (instruction instanceof WasmReturn) {
                returns.add(instruction);
            }
        });
        if (returns.isEmpty()) {
            call.insertNext(body);
        } else {
            WasmBlock block = new WasmBlock(false);
            WasmType result = function.getType().getSingleReturnType();
            block.setType(result == null ? null : result.asBlock());
            block.getBody().transferFrom(body);
            for (WasmInstruction instruction : returns) {
                Code.replace(instruction, new WasmBreak(block.getBody()));
            }
            call.insertNext(block);
        }
        call.delete();
    }

    /** Stores the arguments from the stack in the parameters; those that are locals one by one, as copies. */
    private static void setParameters(WasmFunction function, WasmCall call) {
        int count = function.getType().getParameterTypes().size();
        Deque<WasmInstruction> copies = new ArrayDeque<>();
        while (count > 0 && call.getPrevious() instanceof WasmGetLocal get) {
            get.delete();
            copies.push(new WasmSetLocal(function.getLocalVariables().get(--count)));
            copies.push(get);
        }
        for (int i = count - 1; i >= 0; i--) {
            call.insertPrevious(new WasmSetLocal(function.getLocalVariables().get(i)));
        }
        for (WasmInstruction copy : copies) {
            call.insertPrevious(copy);
        }
    }
}
