package nabla.web.teavm;

import java.util.HashSet;
import java.util.Set;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmSetLocal;

/** Computes values where they are needed, rather than to keep them in a local till then, where the order is of no account. */
final class LocalMoves {
    private final WasmFunction function;
    private final Set<WasmInstruction> last = new HashSet<>();

    private LocalMoves(WasmFunction function) {
        this.function = function;
    }

    /** Does so in the function. */
    static void apply(WasmFunction function) {
        LocalMoves moves = new LocalMoves(function);
        do {
            moves.findLast();
        } while (moves.move(function.getBody()));
    }

    private void findLast() {
        last.clear();
        Locals locals = Locals.of(function);
        Liveness.of(function, locals, (instruction, local, liveAfter) -> {
            if (instruction instanceof WasmGetLocal && !liveAfter.get(locals.number(local))) {
                last.add(instruction);
            }
        });
    }

    private boolean move(WasmInstructionList list) {
        boolean moved = false;
        WasmInstruction instruction = list.getFirst();
        while (instruction != null) {
            for (WasmInstructionList part : Code.parts(instruction)) {
                moved |= move(part);
            }
            WasmInstruction before = instruction.getPrevious();
            if (instruction instanceof WasmSetLocal set && move(set)) {
                moved = true;
                instruction = before;
            }
            instruction = instruction.getNext();
        }
        return moved;
    }

    private boolean move(WasmSetLocal set) {
        WasmGetLocal get = Operands.firstRead(set.getNext(), set.getLocal());
        if (get == null || !last.contains(get)) {
            return false;
        }
        WasmInstruction value = Operands.start(set);
        if (value == null
                || Operands.leave(value, get)
                || !Effects.of(value, set).commuteWith(Effects.of(set.getNext(), get))) {
            return false;
        }
        for (WasmInstruction i = set.getNext(); i != get; i = set.getNext()) {
            i.delete();
            value.insertPrevious(i);
            // The value may read the same local, now behind it.
            last.remove(i);
            Code.parts(i).forEach(part -> Code.each(part, last::remove));
        }
        set.delete();
        get.delete();
        return true;
    }
}
