package nabla.web.teavm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.WasmFunctionTypes;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmCall;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmThrow;
import org.teavm.backend.wasm.model.instruction.WasmUnreachable;

/**
 * Moves code that can only end in a throw to functions of its own, named {@code CALLER@throw}, which a program that comes
 * in two parts ({@code nabla.web.split}) has in its rest: making an error's text takes more code than finding the error.
 */
final class ThrowPaths {
    /** Instructions below which a call is not shorter. */
    private static final int LEAST = 6;

    private final WasmFunctionTypes types;
    private final List<WasmFunction> made = new ArrayList<>();

    ThrowPaths(WasmFunctionTypes types) {
        this.types = types;
    }

    /** The functions that these functions call now, in place of code that they had. */
    List<WasmFunction> apply(Iterable<WasmFunction> functions) {
        for (WasmFunction function : functions) {
            List<WasmThrow> ends = new ArrayList<>();
            Code.each(function.getBody(), instruction -> {
                if (instruction instanceof WasmThrow end && !Code.isWithinTry(end)) {
                    ends.add(end);
                }
            });
            for (WasmThrow end : ends) {
                WasmInstruction start = start(end);
                if (start != null && start != function.getBody().getFirst() && count(start) >= LEAST) {
                    move(start, function.getName() + "@throw");
                }
            }
        }
        return made;
    }

    /** The first instruction from which on all code leads to the throw and takes nothing from the stack; null if none. */
    private static @Nullable WasmInstruction start(WasmThrow end) {
        WasmInstruction start = null;
        int missing = 1;
        WasmInstruction i = end.getPrevious();
        while (i != null && !i.isTerminating() && !Operands.leave(i, i.getNext())) {
            Operands.Change change = Operands.change(i);
            missing = Math.max(0, missing - change.given()) + change.taken();
            if (missing == 0) {
                start = i;
            }
            i = i.getPrevious();
        }
        return start;
    }

    private static int count(WasmInstruction start) {
        int count = 0;
        for (WasmInstruction i = start; i != null; i = i.getNext()) {
            count++;
        }
        return count;
    }

    private void move(WasmInstruction start, String name) {
        Set<WasmLocal> read = new LinkedHashSet<>();
        addRead(start, new HashSet<>(), read);
        WasmFunction function = new WasmFunction(
                types.of(null, read.stream().map(WasmLocal::getType).toArray(WasmType[]::new)));
        function.setName(name);
        made.add(function);
        Map<WasmLocal, WasmLocal> places = new HashMap<>();
        for (WasmLocal local : read) {
            start.insertPrevious(new WasmGetLocal(local));
            WasmLocal parameter = new WasmLocal(local.getType(), local.getName());
            function.add(parameter);
            places.put(local, parameter);
        }
        start.insertPrevious(new WasmCall(function));
        start.insertPrevious(new WasmUnreachable());
        WasmInstruction i = start;
        while (i != null) {
            WasmInstruction next = i.getNext();
            i.delete();
            function.getBody().add(i);
            i = next;
        }
        Code.each(function.getBody(), instruction -> {
            WasmLocal local = Code.local(instruction);
            if (local != null) {
                Code.setLocal(
                        instruction, places.computeIfAbsent(local, old -> new WasmLocal(old.getType(), old.getName())));
            }
        });
    }

    /** Adds the locals that the code from this instruction on may read before it has written them. */
    private static void addRead(@Nullable WasmInstruction from, Set<WasmLocal> written, Set<WasmLocal> read) {
        for (WasmInstruction i = from; i != null; i = i.getNext()) {
            WasmLocal local = Code.local(i);
            if (i instanceof WasmGetLocal && !written.contains(local)) {
                read.add(local);
            } else if (local != null) {
                written.add(local);
            }
            for (WasmInstructionList part : Code.parts(i)) {
                addRead(part.getFirst(), new HashSet<>(written), read);
            }
        }
    }
}
