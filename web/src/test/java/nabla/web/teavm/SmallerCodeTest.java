package nabla.web.teavm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.teavm.backend.wasm.WasmFunctionTypes;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmFunctionType;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmTag;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmBlock;
import org.teavm.backend.wasm.model.instruction.WasmBranch;
import org.teavm.backend.wasm.model.instruction.WasmCall;
import org.teavm.backend.wasm.model.instruction.WasmCatchClause;
import org.teavm.backend.wasm.model.instruction.WasmConditional;
import org.teavm.backend.wasm.model.instruction.WasmDrop;
import org.teavm.backend.wasm.model.instruction.WasmFunctionReference;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInt32Constant;
import org.teavm.backend.wasm.model.instruction.WasmIntBinary;
import org.teavm.backend.wasm.model.instruction.WasmIntBinaryOperation;
import org.teavm.backend.wasm.model.instruction.WasmIntType;
import org.teavm.backend.wasm.model.instruction.WasmReturn;
import org.teavm.backend.wasm.model.instruction.WasmSetLocal;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;
import org.teavm.backend.wasm.model.instruction.WasmTry;

class SmallerCodeTest {
    private final WasmModule module = new WasmModule();

    @Test
    void everyProgramComputesWhatItDid() {
        int fewer = 0;
        for (int seed = 0; seed < 2000; seed++) {
            int functions = RandomModule.of(seed).functions.size();
            fewer += functions - shrunk(seed, false).functions.size();
        }
        assertThat(fewer).isGreaterThan(500);
    }

    @Test
    void everyProgramThatIsCutThrowsWhatItDid() {
        long throwing = 0;
        for (int seed = 0; seed < 2000; seed++) {
            for (WasmFunction function : shrunk(seed, true).functions) {
                throwing += String.valueOf(function.getName()).endsWith("@throw") ? 1 : 0;
            }
        }
        assertThat(throwing).isGreaterThan(200);
    }

    /** The random program made smaller, which was seen to compute the same. */
    private static WasmModule shrunk(int seed, boolean inParts) {
        WasmModule smaller = RandomModule.of(seed);
        SmallerCode.shrink(smaller, new WasmFunctionTypes(smaller), inParts);
        for (int i = 0; i < 5; i++) {
            assertThat(Interpreter.outcome(smaller.functions.get(0), i, 7 - i, 3 * i))
                    .as("seed %d, arguments %d", seed, i)
                    .isEqualTo(
                            Interpreter.outcome(RandomModule.of(seed).functions.get(0), i, 7 - i, 3 * i));
        }
        return smaller;
    }

    @Test
    void aFunctionThatIsCalledOnceMovesThere() {
        WasmFunction difference = difference();
        WasmFunction main = function(1, 0);
        CodeText.add(main.getBody(), get(main, 0), new WasmInt32Constant(2), new WasmCall(difference));
        shrink();
        assertThat(CodeText.of(main)).isEqualTo("get 0, 2, SUB");
        assertThat(module.functions).containsExactly(main);
        assertThat(module.types).containsExactly(main.getType());
    }

    @Test
    void aFunctionThatIsCalledTwiceStays() {
        WasmFunction difference = difference();
        WasmFunction main = function(1, 0);
        CodeText.add(main.getBody(), get(main, 0), get(main, 0), new WasmCall(difference), new WasmDrop());
        CodeText.add(main.getBody(), get(main, 0), get(main, 0), new WasmCall(difference));
        shrink();
        assertThat(module.functions).containsExactly(difference, main);
    }

    @Test
    void aFunctionThatIsNamedElsewhereStays() {
        WasmFunction difference = difference();
        WasmFunction main = function(1, 0);
        CodeText.add(main.getBody(), new WasmFunctionReference(difference), new WasmDrop());
        CodeText.add(main.getBody(), get(main, 0), get(main, 0), new WasmCall(difference));
        shrink();
        assertThat(module.functions).containsExactly(difference, main);
    }

    @Test
    void aFunctionThatIsCalledInALoopStays() {
        WasmFunction difference = difference();
        WasmFunction main = function(1, 0);
        WasmBlock loop = new WasmBlock(true);
        CodeText.add(main.getBody(), loop, new WasmInt32Constant(0));
        CodeText.add(loop.getBody(), get(main, 0), get(main, 0), new WasmCall(difference), new WasmDrop());
        shrink();
        assertThat(module.functions).containsExactly(difference, main);
    }

    @Test
    void anEarlyReturnLeavesABlock() {
        WasmFunction callee = function(1, 0);
        WasmConditional conditional = new WasmConditional();
        CodeText.add(callee.getBody(), get(callee, 0), conditional, new WasmInt32Constant(6));
        CodeText.add(conditional.getThenBlock(), new WasmInt32Constant(5), new WasmReturn());
        WasmFunction main = function(1, 0);
        CodeText.add(main.getBody(), get(main, 0), new WasmCall(callee));
        shrink();
        assertThat(CodeText.of(main)).isEqualTo("Block{get 0, Conditional{5, Break}{}, 6}");
        assertThat(Interpreter.outcome(main, 1)).isEqualTo("5");
        assertThat(Interpreter.outcome(main, 0)).isEqualTo("6");
    }

    @Test
    void aFunctionThatCountsOnZeroesStays() {
        WasmFunction callee = function(0, 1);
        CodeText.add(callee.getBody(), get(callee, 0));
        WasmFunction main = function(0, 0);
        CodeText.add(main.getBody(), new WasmCall(callee));
        shrink();
        assertThat(module.functions).containsExactly(callee, main);
    }

    @Test
    void localsThatAreNotNeededAtOnceShareASlot() {
        WasmFunction main = function(0, 2);
        CodeText.add(main.getBody(), new WasmInt32Constant(1), set(main, 0), get(main, 0), get(main, 0), minus());
        CodeText.add(main.getBody(), set(main, 1), get(main, 1), get(main, 1), minus());
        shrink();
        assertThat(CodeText.of(main)).isEqualTo("1, tee 0, get 0, SUB, tee 0, get 0, SUB");
    }

    @Test
    void localsThatAreNeededAtOnceKeepTheirSlots() {
        WasmFunction main = function(0, 2);
        CodeText.add(main.getBody(), new WasmInt32Constant(1), set(main, 0), new WasmInt32Constant(2), set(main, 1));
        CodeText.add(main.getBody(), get(main, 0), get(main, 1), minus(), get(main, 0), minus(), get(main, 1), minus());
        shrink();
        assertThat(CodeText.of(main)).isEqualTo("1, set 0, 2, set 1, get 0, get 1, SUB, get 0, SUB, get 1, SUB");
    }

    @Test
    void aValueIsComputedWhereItIsRead() {
        WasmFunction main = function(2, 1);
        CodeText.add(main.getBody(), get(main, 0), get(main, 1), minus(), set(main, 2));
        CodeText.add(main.getBody(), new WasmInt32Constant(7), get(main, 1), minus(), get(main, 2), minus());
        shrink();
        assertThat(CodeText.of(main)).isEqualTo("7, get 1, SUB, get 0, get 1, SUB, SUB");
    }

    @Test
    void aValueIsComputedBeforeWhatChangesIt() {
        WasmFunction main = function(2, 1);
        CodeText.add(main.getBody(), get(main, 0), get(main, 1), minus(), set(main, 2));
        CodeText.add(main.getBody(), new WasmInt32Constant(7), new WasmTeeLocal(local(main, 0)), get(main, 0), minus());
        CodeText.add(main.getBody(), get(main, 2), minus(), get(main, 0), minus());
        shrink();
        assertThat(CodeText.of(main)).startsWith("get 0, get 1, SUB, set ");
    }

    @Test
    void whatAHandlerReadsIsKept() {
        WasmFunction difference = difference();
        WasmFunction main = function(1, 1);
        WasmBlock block = new WasmBlock(false);
        WasmTry attempt = new WasmTry();
        WasmTag tag = new WasmTag(new WasmFunctionTypes(module).of(null));
        attempt.getCatches().add(new WasmCatchClause(tag, false, block.getBody()));
        CodeText.add(main.getBody(), block, get(main, 1));
        CodeText.add(block.getBody(), attempt);
        CodeText.add(attempt.getBody(), new WasmInt32Constant(5), set(main, 1));
        CodeText.add(attempt.getBody(), get(main, 0), get(main, 0), new WasmCall(difference), get(main, 1), minus());
        CodeText.add(attempt.getBody(), get(main, 0), get(main, 0), new WasmCall(difference), minus(), set(main, 0));
        shrink();
        assertThat(CodeText.of(main)).startsWith("Block{Try{5, set ");
    }

    @Test
    void callsKeepTheirOrder() {
        WasmFunction difference = difference();
        WasmFunction main = function(2, 1);
        CodeText.add(main.getBody(), get(main, 0), get(main, 1), new WasmCall(difference), set(main, 2));
        CodeText.add(main.getBody(), get(main, 1), get(main, 0), new WasmCall(difference), get(main, 2), minus());
        shrink();
        assertThat(CodeText.of(main)).startsWith("get 0, get 1, Call, set ");
    }

    @Test
    void aCopyThatNobodyChangesIsTheOriginal() {
        WasmFunction main = function(1, 1);
        CodeText.add(
                main.getBody(), get(main, 0), set(main, 1), get(main, 1), get(main, 0), minus(), get(main, 1), minus());
        shrink();
        assertThat(CodeText.of(main)).isEqualTo("get 0, get 0, SUB, get 0, SUB");
    }

    @Test
    void whatALoopReadsNextTimeIsKept() {
        WasmFunction main = function(1, 2);
        WasmBlock loop = new WasmBlock(true);
        CodeText.add(main.getBody(), new WasmInt32Constant(4), set(main, 1), loop, new WasmInt32Constant(0));
        CodeText.add(loop.getBody(), get(main, 1), new WasmDrop(), get(main, 0), get(main, 0), minus(), set(main, 2));
        CodeText.add(loop.getBody(), get(main, 2), get(main, 2), minus());
        CodeText.add(loop.getBody(), new WasmBranch(loop.getBody()));
        shrink();
        assertThat(CodeText.of(main))
                .startsWith("4, set 1, Block{get 1, Drop, get 0, get 0, SUB, tee 2, get 2, SUB, Branch}");
    }

    private void shrink() {
        SmallerCode.shrink(module, new WasmFunctionTypes(module), false);
    }

    /** The difference of two parameters. */
    private WasmFunction difference() {
        WasmFunction function = function(2, 0);
        CodeText.add(function.getBody(), get(function, 0), get(function, 1), minus(), new WasmReturn());
        return function;
    }

    private WasmFunction function(int parameters, int locals) {
        List<WasmType> types = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            types.add(WasmType.INT32);
        }
        WasmFunctionType type = new WasmFunctionType(null, WasmType.INT32, types);
        module.types.add(type);
        WasmFunction function = new WasmFunction(type);
        for (int i = 0; i < parameters + locals; i++) {
            function.add(new WasmLocal(WasmType.INT32));
        }
        module.functions.add(function);
        return function;
    }

    private static WasmInstruction get(WasmFunction function, int local) {
        return new WasmGetLocal(local(function, local));
    }

    private static WasmInstruction set(WasmFunction function, int local) {
        return new WasmSetLocal(local(function, local));
    }

    private static WasmLocal local(WasmFunction function, int local) {
        return function.getLocalVariables().get(local);
    }

    private static WasmInstruction minus() {
        return new WasmIntBinary(WasmIntType.INT32, WasmIntBinaryOperation.SUB);
    }
}
