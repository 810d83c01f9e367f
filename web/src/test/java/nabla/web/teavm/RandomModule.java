package nabla.web.teavm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.teavm.backend.wasm.WasmFunctionTypes;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmFunctionType;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmTag;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmBlock;
import org.teavm.backend.wasm.model.instruction.WasmBranch;
import org.teavm.backend.wasm.model.instruction.WasmBreak;
import org.teavm.backend.wasm.model.instruction.WasmCall;
import org.teavm.backend.wasm.model.instruction.WasmConditional;
import org.teavm.backend.wasm.model.instruction.WasmDrop;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmInt32Constant;
import org.teavm.backend.wasm.model.instruction.WasmIntBinary;
import org.teavm.backend.wasm.model.instruction.WasmIntBinaryOperation;
import org.teavm.backend.wasm.model.instruction.WasmIntType;
import org.teavm.backend.wasm.model.instruction.WasmReturn;
import org.teavm.backend.wasm.model.instruction.WasmSetLocal;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;
import org.teavm.backend.wasm.model.instruction.WasmThrow;

/** A program of functions of integers, each calling later ones; the same for the same seed. It ends, or throws a number. */
final class RandomModule {
    private static final int FUNCTIONS = 5;

    private final Random random;
    private final WasmModule module = new WasmModule();
    private final List<WasmFunction> functions = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();
    private final WasmTag thrown = new WasmTag(new WasmFunctionTypes(module).of(null, WasmType.INT32));

    private RandomModule(long seed) {
        random = new Random(seed);
    }

    /** The program; its first function is exported and takes three integers. */
    static WasmModule of(long seed) {
        RandomModule program = new RandomModule(seed);
        for (int i = 0; i < FUNCTIONS; i++) {
            program.declare(i == 0 ? 3 : program.random.nextInt(4));
        }
        program.functions.get(0).setExportName("main");
        for (int i = 0; i < FUNCTIONS; i++) {
            program.write(program.functions.get(i), i + 1);
        }
        return program.module;
    }

    private void declare(int parameters) {
        List<WasmType> types = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            types.add(WasmType.INT32);
        }
        WasmFunctionType type = new WasmFunctionType(null, WasmType.INT32, types);
        module.types.add(type);
        WasmFunction function = new WasmFunction(type);
        int locals = parameters + 1 + random.nextInt(5);
        for (int i = 0; i < locals; i++) {
            function.add(new WasmLocal(WasmType.INT32));
        }
        free.add(locals);
        functions.add(function);
        module.functions.add(function);
    }

    private void write(WasmFunction function, int callees) {
        WasmInstructionList body = function.getBody();
        if (random.nextInt(4) > 0) {
            for (WasmLocal local : function.getLocalVariables()
                    .subList(parameters(function), function.getLocalVariables().size())) {
                body.add(new WasmInt32Constant(random.nextInt(9)));
                body.add(new WasmSetLocal(local));
            }
        }
        statements(function, callees, body, 3);
        value(function, callees, body, 2);
        if (random.nextBoolean()) {
            body.add(new WasmReturn());
        }
    }

    private void statements(WasmFunction function, int callees, WasmInstructionList list, int depth) {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            statement(function, callees, list, depth);
        }
    }

    private void statement(WasmFunction function, int callees, WasmInstructionList list, int depth) {
        switch (depth == 0 ? 0 : random.nextInt(7)) {
            case 1 -> conditional(function, callees, list, depth);
            case 2 -> block(function, callees, list, depth);
            case 3 -> loop(function, callees, list, depth);
            case 4 -> {
                list.add(new WasmGetLocal(local(function)));
                list.add(new WasmSetLocal(local(function)));
            }
            default -> {
                value(function, callees, list, 2);
                list.add(random.nextInt(5) == 0 ? new WasmDrop() : new WasmSetLocal(local(function)));
            }
        }
    }

    private void conditional(WasmFunction function, int callees, WasmInstructionList list, int depth) {
        value(function, callees, list, 1);
        WasmConditional conditional = new WasmConditional();
        list.add(conditional);
        statements(function, callees, conditional.getThenBlock(), depth - 1);
        int end = random.nextInt(8);
        if (end < 3) {
            value(function, callees, conditional.getThenBlock(), 1);
            conditional.getThenBlock().add(end < 2 ? new WasmReturn() : new WasmThrow(thrown));
        }
        if (random.nextBoolean()) {
            statements(function, callees, conditional.getElseBlock(), depth - 1);
        }
    }

    private void block(WasmFunction function, int callees, WasmInstructionList list, int depth) {
        WasmBlock block = new WasmBlock(false);
        list.add(block);
        statements(function, callees, block.getBody(), depth - 1);
        value(function, callees, block.getBody(), 1);
        block.getBody().add(new WasmBranch(block.getBody()));
        statements(function, callees, block.getBody(), depth - 1);
        if (random.nextBoolean()) {
            block.getBody().add(new WasmBreak(block.getBody()));
        }
    }

    /** Goes round twice, counted by a local of its own. */
    private void loop(WasmFunction function, int callees, WasmInstructionList list, int depth) {
        WasmLocal counter = new WasmLocal(WasmType.INT32);
        function.add(counter);
        WasmBlock loop = new WasmBlock(true);
        list.add(new WasmInt32Constant(3));
        list.add(new WasmSetLocal(counter));
        list.add(loop);
        WasmInstructionList body = loop.getBody();
        statements(function, callees, body, depth - 1);
        body.add(new WasmGetLocal(counter));
        body.add(new WasmInt32Constant(1));
        body.add(new WasmIntBinary(WasmIntType.INT32, WasmIntBinaryOperation.SHR_UNSIGNED));
        body.add(new WasmTeeLocal(counter));
        body.add(new WasmBranch(body));
    }

    private void value(WasmFunction function, int callees, WasmInstructionList list, int depth) {
        switch (depth == 0 ? random.nextInt(2) : random.nextInt(5)) {
            case 0 -> list.add(new WasmInt32Constant(random.nextInt(9)));
            case 2 -> {
                value(function, callees, list, depth - 1);
                value(function, callees, list, depth - 1);
                list.add(new WasmIntBinary(WasmIntType.INT32, WasmIntBinaryOperation.SUB));
            }
            case 3 -> {
                value(function, callees, list, depth - 1);
                list.add(new WasmTeeLocal(local(function)));
            }
            case 4 -> call(function, callees, list, depth);
            default -> list.add(new WasmGetLocal(local(function)));
        }
    }

    private void call(WasmFunction function, int callees, WasmInstructionList list, int depth) {
        if (callees == FUNCTIONS || random.nextInt(3) > 0) {
            list.add(new WasmGetLocal(local(function)));
            return;
        }
        WasmFunction callee = functions.get(callees + random.nextInt(FUNCTIONS - callees));
        for (int i = 0; i < parameters(callee); i++) {
            value(function, callees, list, depth - 1);
        }
        list.add(new WasmCall(callee));
    }

    private static int parameters(WasmFunction function) {
        return function.getType().getParameterTypes().size();
    }

    /** One of those that no loop counts with. */
    private WasmLocal local(WasmFunction function) {
        return function.getLocalVariables().get(random.nextInt(free.get(functions.indexOf(function))));
    }
}
