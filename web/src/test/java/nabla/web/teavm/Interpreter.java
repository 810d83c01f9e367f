package nabla.web.teavm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.instruction.WasmBlock;
import org.teavm.backend.wasm.model.instruction.WasmBranch;
import org.teavm.backend.wasm.model.instruction.WasmBreak;
import org.teavm.backend.wasm.model.instruction.WasmCall;
import org.teavm.backend.wasm.model.instruction.WasmConditional;
import org.teavm.backend.wasm.model.instruction.WasmDrop;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmInt32Constant;
import org.teavm.backend.wasm.model.instruction.WasmIntBinary;
import org.teavm.backend.wasm.model.instruction.WasmIntBinaryOperation;
import org.teavm.backend.wasm.model.instruction.WasmReturn;
import org.teavm.backend.wasm.model.instruction.WasmSetLocal;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;
import org.teavm.backend.wasm.model.instruction.WasmThrow;

/** Runs functions of integers. Knows as many instructions as {@link RandomModule} writes. */
final class Interpreter {
    private static final WasmInstructionList RETURN = new WasmBlock(false).getBody();

    private final Map<Integer, Integer> locals = new HashMap<>();
    private final Deque<Integer> stack = new ArrayDeque<>();

    private Interpreter() {}

    /** What the function gives, or what it throws. */
    static String outcome(WasmFunction function, int... arguments) {
        try {
            return String.valueOf(call(function, arguments).pop());
        } catch (Thrown thrown) {
            return "throws " + thrown.number;
        }
    }

    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int number;

        Thrown(int number) {
            this.number = number;
        }
    }

    private static Deque<Integer> call(WasmFunction function, int... arguments) {
        Interpreter interpreter = new Interpreter();
        for (int i = 0; i < arguments.length; i++) {
            interpreter.locals.put(i, arguments[i]);
        }
        interpreter.run(function.getBody());
        return interpreter.stack;
    }

    /** Gives where it jumps to, or null at the list's end. */
    private @Nullable WasmInstructionList run(WasmInstructionList list) {
        for (WasmInstruction instruction : list) {
            WasmInstructionList target = run(instruction);
            if (target != null) {
                return target;
            }
        }
        return null;
    }

    private @Nullable WasmInstructionList run(WasmInstruction instruction) {
        if (instruction instanceof WasmBlock block) {
            return block(block);
        } else if (instruction instanceof WasmConditional conditional) {
            WasmInstructionList part = stack.pop() != 0 ? conditional.getThenBlock() : conditional.getElseBlock();
            WasmInstructionList target = run(part);
            return target == part ? null : target;
        } else if (instruction instanceof WasmBreak jump) {
            return jump.getTarget();
        } else if (instruction instanceof WasmBranch branch) {
            return stack.pop() != 0 ? branch.getTarget() : null;
        } else if (instruction instanceof WasmReturn) {
            return RETURN;
        }
        compute(instruction);
        return null;
    }

    private @Nullable WasmInstructionList block(WasmBlock block) {
        int height = stack.size();
        WasmInstructionList target;
        do {
            target = run(block.getBody());
        } while (block.isLoop() && target == block.getBody());
        if (target != block.getBody()) {
            return target;
        }
        if (block.getType() != null) {
            int result = stack.pop();
            while (stack.size() > height) {
                stack.pop();
            }
            stack.push(result);
        }
        return null;
    }

    private void compute(WasmInstruction instruction) {
        if (instruction instanceof WasmInt32Constant constant) {
            stack.push(constant.getValue());
        } else if (instruction instanceof WasmGetLocal get) {
            stack.push(locals.getOrDefault(index(get.getLocal()), 0));
        } else if (instruction instanceof WasmSetLocal set) {
            locals.put(index(set.getLocal()), stack.pop());
        } else if (instruction instanceof WasmTeeLocal tee) {
            locals.put(index(tee.getLocal()), stack.element());
        } else if (instruction instanceof WasmDrop) {
            stack.pop();
        } else if (instruction instanceof WasmIntBinary binary) {
            int right = stack.pop();
            int left = stack.pop();
            stack.push(binary.getOperation() == WasmIntBinaryOperation.SUB ? left - right : left >>> right);
        } else if (instruction instanceof WasmCall call) {
            int[] arguments =
                    new int[call.getFunction().getType().getParameterTypes().size()];
            for (int i = arguments.length - 1; i >= 0; i--) {
                arguments[i] = stack.pop();
            }
            Deque<Integer> results = call(call.getFunction(), arguments);
            if (!call.getFunction().getType().getReturnTypes().isEmpty()) {
                stack.push(results.pop());
            }
        } else if (instruction instanceof WasmThrow) {
            throw new Thrown(stack.pop());
        } else {
            throw new IllegalArgumentException(instruction.getClass().getName());
        }
    }

    /** Code is written with indices: locals that a function does not list have none. */
    private static int index(WasmLocal local) {
        if (local.getFunction() == null) {
            throw new IllegalStateException("a local of no function");
        }
        return local.getIndex();
    }
}
