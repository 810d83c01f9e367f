package nabla.web.teavm;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.instruction.WasmDrop;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmSetLocal;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;

/** Leaves values on the stack that are stored in a local only to be read at once, and forgets those that nobody reads. */
final class LocalUse {
    private final Locals locals;
    /** Instructions behind which nobody reads their local's value. */
    private final Set<WasmInstruction> last = new HashSet<>();

    private LocalUse(Locals locals) {
        this.locals = locals;
    }

    /** Does so in the function. */
    static void tidy(WasmFunction function) {
        LocalUse use = new LocalUse(Locals.of(function));
        Liveness.of(function, use.locals, use::note);
        use.tidy(function.getBody());
    }

    private void note(WasmInstruction instruction, WasmLocal local, BitSet liveAfter) {
        if (!liveAfter.get(locals.number(local))) {
            last.add(instruction);
        }
    }

    private void tidy(WasmInstructionList list) {
        WasmInstruction instruction = list.getFirst();
        while (instruction != null) {
            WasmInstruction next = instruction.getNext();
            for (WasmInstructionList part : Code.parts(instruction)) {
                tidy(part);
            }
            if (instruction instanceof WasmGetLocal get) {
                read(get);
            } else if (instruction instanceof WasmTeeLocal tee
                    && (last.contains(tee) || isOf(tee.getPrevious(), tee.getLocal()))) {
                tee.delete();
            } else if (instruction instanceof WasmSetLocal set) {
                written(set);
            }
            instruction = next;
        }
    }

    private void read(WasmGetLocal get) {
        if (get.getPrevious() instanceof WasmSetLocal set && set.getLocal() == get.getLocal()) {
            if (!last.contains(get)) {
                set.insertPrevious(new WasmTeeLocal(set.getLocal()));
            }
            set.delete();
            get.delete();
        }
    }

    private void written(WasmSetLocal set) {
        WasmInstruction before = set.getPrevious();
        if (last.contains(set)) {
            if (before instanceof WasmGetLocal) {
                before.delete();
            } else {
                set.insertPrevious(new WasmDrop());
            }
            set.delete();
        } else if (isOf(before, set.getLocal())) {
            before.delete();
            set.delete();
        }
    }

    private static boolean isOf(@Nullable WasmInstruction instruction, WasmLocal local) {
        return instruction instanceof WasmGetLocal get && get.getLocal() == local;
    }
}
