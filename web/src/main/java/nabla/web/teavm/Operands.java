package nabla.web.teavm;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmArrayNewFixed;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmReturn;
import org.teavm.backend.wasm.model.instruction.WasmTypeInference;

/** What instructions take from the stack and leave there. */
final class Operands {
    /** More values than an instruction takes; an array of given elements may take more. */
    private static final List<WasmType> BELOW = Collections.nCopies(300, WasmType.ANY);

    private Operands() {}

    /**
     * The instruction whose first operand is what this one leaves on the stack; null if it is not the first, or if code
     * in between jumps away.
     */
    static @Nullable WasmInstruction taker(WasmInstruction giver) {
        int height = 1;
        for (WasmInstruction i = giver.getNext(); i != null && !i.isTerminating(); i = i.getNext()) {
            Change change = change(i);
            height -= change.taken;
            if (height <= 0) {
                return height == 0 ? i : null;
            }
            height += change.given;
        }
        return null;
    }

    /** Where the code begins that computes the first operand of an instruction that takes one; null if that is elsewhere. */
    static @Nullable WasmInstruction start(WasmInstruction taker) {
        int missing = 1;
        WasmInstruction i = taker.getPrevious();
        while (i != null && !i.isTerminating()) {
            Change change = change(i);
            missing -= change.given;
            if (missing < 0) {
                return null;
            }
            missing += change.taken;
            if (missing == 0) {
                return i;
            }
            i = i.getPrevious();
        }
        return null;
    }

    /** How many values an instruction takes from the stack, and how many it then puts there. */
    record Change(int taken, int given) {}

    static Change change(WasmInstruction instruction) {
        if (instruction instanceof WasmArrayNewFixed array) {
            return new Change(array.getSize(), 1);
        }
        WasmTypeInference stack = new WasmTypeInference();
        stack.typeStack.addAll(BELOW);
        instruction.acceptVisitor(stack);
        // Instructions that give nothing do not always tell what they leave.
        int left = stack.getDepthBeforeLastInstructionOut() == 0
                ? stack.typeStack.size()
                : stack.getDepthBeforeLastInstructionOut();
        return new Change(BELOW.size() - left, stack.typeStack.size() - left);
    }

    /** The instruction in this list that is the first from here on to name the local, if it reads it; else null. */
    static @Nullable WasmGetLocal firstRead(@Nullable WasmInstruction from, WasmLocal local) {
        WasmInstruction i = from;
        while (i != null && !mention(i, i.getNext(), local)) {
            i = i.getNext();
        }
        return i instanceof WasmGetLocal get ? get : null;
    }

    /** Whether an instruction from this one on, and before the other, reads or writes the local. */
    static boolean mention(@Nullable WasmInstruction from, @Nullable WasmInstruction end, WasmLocal local) {
        return any(from, end, instruction -> Code.local(instruction) == local);
    }

    /** Whether an instruction from this one on, and before the other, writes the local. */
    static boolean write(@Nullable WasmInstruction from, @Nullable WasmInstruction end, WasmLocal local) {
        return any(
                from, end, instruction -> Code.local(instruction) == local && !(instruction instanceof WasmGetLocal));
    }

    /** Whether code from this instruction on, and before the other, may jump elsewhere, other than by an exception. */
    static boolean leave(@Nullable WasmInstruction from, @Nullable WasmInstruction end) {
        Set<WasmInstructionList> within = new HashSet<>();
        any(from, end, instruction -> {
            within.addAll(Code.parts(instruction));
            return false;
        });
        return any(
                from,
                end,
                instruction -> instruction instanceof WasmReturn || !within.containsAll(Code.targets(instruction)));
    }

    private static boolean any(
            @Nullable WasmInstruction from, @Nullable WasmInstruction end, Predicate<WasmInstruction> test) {
        for (WasmInstruction i = from; i != null && i != end; i = i.getNext()) {
            if (test.test(i)) {
                return true;
            }
            for (WasmInstructionList part : Code.parts(i)) {
                if (any(part.getFirst(), null, test)) {
                    return true;
                }
            }
        }
        return false;
    }
}
