package nabla.web.teavm;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.teavm.backend.wasm.model.instruction.WasmConditional;
import org.teavm.backend.wasm.model.instruction.WasmDrop;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmInt32Constant;
import org.teavm.backend.wasm.model.instruction.WasmSetLocal;
import org.teavm.backend.wasm.model.instruction.WasmThrow;
import org.teavm.backend.wasm.model.instruction.WasmTry;

/** Code that ends in a throw. */
class ThrowPathsTest {
    private final WasmModule module = new WasmModule();
    private final WasmFunctionTypes types = new WasmFunctionTypes(module);
    private final WasmTag tag = new WasmTag(types.of(null, WasmType.INT32));
    private final WasmFunction message = new WasmFunction(types.of(WasmType.INT32, WasmType.INT32, WasmType.INT32));
    private final WasmFunction main = new WasmFunction(types.of(null, WasmType.INT32, WasmType.INT32));

    ThrowPathsTest() {
        main.setName("main");
        for (int i = 0; i < 4; i++) {
            main.add(new WasmLocal(WasmType.INT32));
        }
    }

    private List<WasmFunction> apply() {
        return new ThrowPaths(types).apply(List.of(main));
    }

    private WasmLocal local(int index) {
        return main.getLocalVariables().get(index);
    }

    /** Throws what the message function makes of locals 1 and 2, by way of local 3. */
    private void addThrow(WasmInstructionList list) {
        CodeText.add(list, new WasmGetLocal(local(1)), new WasmGetLocal(local(2)), new WasmCall(message));
        CodeText.add(list, new WasmSetLocal(local(3)), new WasmGetLocal(local(3)), new WasmGetLocal(local(1)));
        CodeText.add(list, new WasmCall(message), new WasmThrow(tag));
    }

    @Test
    void aBranchThatThrowsIsACall() {
        WasmConditional test = new WasmConditional();
        CodeText.add(main.getBody(), new WasmGetLocal(local(0)), test, new WasmGetLocal(local(0)), new WasmDrop());
        addThrow(test.getThenBlock());
        List<WasmFunction> made = apply();
        assertThat(CodeText.of(main)).isEqualTo("get 0, Conditional{get 1, get 2, Call, Unreachable}{}, get 0, Drop");
        assertThat(made).singleElement().satisfies(function -> {
            assertThat(function.getName()).isEqualTo("main@throw");
            WasmFunctionType type = function.getType();
            assertThat(type.getReturnTypes()).isEmpty();
            assertThat(type.getParameterTypes()).hasSize(2);
            LocalSlots.assign(function);
            assertThat(CodeText.of(function)).isEqualTo("get 0, get 1, Call, set 1, get 1, get 0, Call, Throw");
        });
    }

    @Test
    void allThatComesAfterTheLastWayOutIsMoved() {
        WasmBlock block = new WasmBlock(false);
        CodeText.add(main.getBody(), block, new WasmGetLocal(local(0)), new WasmDrop());
        CodeText.add(block.getBody(), new WasmInt32Constant(7), new WasmSetLocal(local(2)));
        CodeText.add(block.getBody(), new WasmGetLocal(local(0)), new WasmBranch(block.getBody()));
        CodeText.add(block.getBody(), new WasmInt32Constant(8), new WasmSetLocal(local(1)));
        addThrow(block.getBody());
        apply();
        assertThat(CodeText.of(main))
                .isEqualTo("Block{7, set 2, get 0, Branch, get 2, Call, Unreachable}, get 0, Drop");
    }

    @Test
    void whatOnlyABranchSetsIsHandedOver() {
        WasmConditional test = new WasmConditional();
        WasmConditional inner = new WasmConditional();
        CodeText.add(main.getBody(), new WasmGetLocal(local(0)), test);
        CodeText.add(test.getThenBlock(), new WasmGetLocal(local(0)), inner);
        CodeText.add(inner.getThenBlock(), new WasmInt32Constant(1), new WasmSetLocal(local(2)));
        addThrow(test.getThenBlock());
        apply();
        assertThat(CodeText.of(main)).isEqualTo("get 0, Conditional{get 0, get 1, get 2, Call, Unreachable}{}");
    }

    @Test
    void whatAHandlerOfTheSameFunctionCatchesStays() {
        WasmTry attempt = new WasmTry();
        CodeText.add(main.getBody(), attempt);
        addThrow(attempt.getBody());
        assertThat(apply()).isEmpty();
    }

    @Test
    void aShortThrowStays() {
        WasmConditional test = new WasmConditional();
        CodeText.add(main.getBody(), new WasmGetLocal(local(0)), test);
        CodeText.add(test.getThenBlock(), new WasmGetLocal(local(1)), new WasmThrow(tag));
        assertThat(apply()).isEmpty();
    }

    @Test
    void aFunctionThatOnlyThrowsStays() {
        addThrow(main.getBody());
        assertThat(apply()).isEmpty();
    }
}
