package nabla.web.teavm;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.model.WasmBlockType;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.instruction.WasmBlock;
import org.teavm.backend.wasm.model.instruction.WasmBranch;
import org.teavm.backend.wasm.model.instruction.WasmBreak;
import org.teavm.backend.wasm.model.instruction.WasmCastBranch;
import org.teavm.backend.wasm.model.instruction.WasmCatchClause;
import org.teavm.backend.wasm.model.instruction.WasmConditional;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmNullBranch;
import org.teavm.backend.wasm.model.instruction.WasmSetLocal;
import org.teavm.backend.wasm.model.instruction.WasmSwitch;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;
import org.teavm.backend.wasm.model.instruction.WasmTry;

/** Lists of instructions, with those within instructions. */
final class Code {
    private Code() {}

    /** The lists that an instruction holds; a break to one of them leads behind the instruction, or to a loop's start. */
    static List<WasmInstructionList> parts(WasmInstruction instruction) {
        if (instruction instanceof WasmBlock block) {
            return List.of(block.getBody());
        }
        if (instruction instanceof WasmConditional conditional) {
            return List.of(conditional.getThenBlock(), conditional.getElseBlock());
        }
        if (instruction instanceof WasmTry attempt) {
            return List.of(attempt.getBody());
        }
        return List.of();
    }

    /** What a block or a condition gives, or null. */
    static @Nullable WasmBlockType type(WasmInstruction instruction) {
        if (instruction instanceof WasmBlock block) {
            return block.getType();
        }
        return instruction instanceof WasmConditional conditional ? conditional.getType() : null;
    }

    /** Where the instruction may lead to. */
    static List<WasmInstructionList> targets(WasmInstruction instruction) {
        if (instruction instanceof WasmBreak jump) {
            return List.of(jump.getTarget());
        }
        if (instruction instanceof WasmBranch branch) {
            return List.of(branch.getTarget());
        }
        if (instruction instanceof WasmNullBranch branch) {
            return List.of(branch.getTarget());
        }
        if (instruction instanceof WasmCastBranch branch) {
            return List.of(branch.getTarget());
        }
        if (instruction instanceof WasmSwitch choice) {
            return Stream.concat(choice.getTargets().stream(), Stream.of(choice.getDefaultTarget()))
                    .toList();
        }
        if (instruction instanceof WasmTry attempt) {
            return attempt.getCatches().stream().map(WasmCatchClause::getTarget).toList();
        }
        return List.of();
    }

    /** Visits each instruction in the list and in the lists within, outer ones first. */
    static void each(WasmInstructionList list, Consumer<WasmInstruction> visitor) {
        WasmInstruction instruction = list.getFirst();
        while (instruction != null) {
            // The visitor may take the instruction away.
            WasmInstruction next = instruction.getNext();
            List<WasmInstructionList> parts = parts(instruction);
            visitor.accept(instruction);
            for (WasmInstructionList part : parts) {
                each(part, visitor);
            }
            instruction = next;
        }
    }

    /** Whether an exception that is thrown at the instruction may be caught in the same function. */
    static boolean isWithinTry(WasmInstruction instruction) {
        WasmInstruction around = instruction.getOwner().getBreakTarget();
        while (around != null && !(around instanceof WasmTry)) {
            around = around.getOwner().getBreakTarget();
        }
        return around != null;
    }

    /** The local that the instruction reads or writes, or null. */
    static @Nullable WasmLocal local(WasmInstruction instruction) {
        if (instruction instanceof WasmGetLocal get) {
            return get.getLocal();
        }
        if (instruction instanceof WasmSetLocal set) {
            return set.getLocal();
        }
        return instruction instanceof WasmTeeLocal tee ? tee.getLocal() : null;
    }

    /** Lets an instruction that reads or writes a local have this one instead. */
    static void setLocal(WasmInstruction instruction, WasmLocal local) {
        if (instruction instanceof WasmGetLocal get) {
            get.setLocal(local);
        } else if (instruction instanceof WasmSetLocal set) {
            set.setLocal(local);
        } else {
            ((WasmTeeLocal) instruction).setLocal(local);
        }
    }

    /** Puts the instruction in the place of another. */
    static void replace(WasmInstruction old, WasmInstruction instruction) {
        old.insertNext(instruction);
        old.delete();
    }
}
