package nabla.web.teavm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.teavm.backend.wasm.WasmFunctionTypes;
import org.teavm.backend.wasm.model.WasmField;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmGlobal;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmStructure;
import org.teavm.backend.wasm.model.WasmTag;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmBlock;
import org.teavm.backend.wasm.model.instruction.WasmCall;
import org.teavm.backend.wasm.model.instruction.WasmCatchClause;
import org.teavm.backend.wasm.model.instruction.WasmDrop;
import org.teavm.backend.wasm.model.instruction.WasmGetGlobal;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInt32Constant;
import org.teavm.backend.wasm.model.instruction.WasmStructGet;
import org.teavm.backend.wasm.model.instruction.WasmStructNewDefault;
import org.teavm.backend.wasm.model.instruction.WasmStructSet;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;
import org.teavm.backend.wasm.model.instruction.WasmTry;

/** Objects, their constructors and the tables of their classes. */
class ObjectsTest {
    private static final int TABLE = 0;
    private static final int TAG = 1;
    private static final int ARRAYS = 2;

    private final WasmModule module = new WasmModule();
    private final WasmFunctionTypes types = new WasmFunctionTypes(module);
    private final WasmStructure table = structure();
    private final WasmStructure description = structure();
    private final WasmStructure object = structure();
    private final WasmGlobal methods = empty("methods", table);
    private final WasmFunction start = function(null);

    ObjectsTest() {
        table.getFields().add(new WasmField(description.getReference()));
        description.getFields().add(new WasmField(table.getReference()));
        description.getFields().add(new WasmField(WasmType.INT32));
        description.getFields().add(new WasmField(description.getReference()));
        object.getFields().add(new WasmField(table.getReference()));
        object.getFields().add(new WasmField(WasmType.INT32));
        object.getFields().add(new WasmField(WasmType.INT32));
    }

    @Test
    void whatTheStartStoresInTablesIsConstant() {
        WasmGlobal shown = empty("shown", description);
        empty("unnamed", description);
        WasmFunction fill = function(null, description.getReference(), WasmType.INT32);
        CodeText.add(fill.getBody(), get(fill, 0), get(fill, 1), new WasmStructSet(description, TAG));
        CodeText.add(start.getBody(), new WasmGetGlobal(shown), new WasmInt32Constant(5), new WasmCall(fill));
        CodeText.add(
                start.getBody(), new WasmGetGlobal(methods), new WasmGetGlobal(shown), new WasmStructSet(table, 0));
        CodeText.add(start.getBody(), new WasmGetGlobal(shown), new WasmGetGlobal(methods));
        CodeText.add(
                start.getBody(), new WasmStructSet(description, TABLE), new WasmGetGlobal(methods), new WasmDrop());
        apply();
        assertThat(CodeText.of(shown.getInitialValue())).isEqualTo("NullConstant, 5, NullConstant, StructNew");
        assertThat(CodeText.of(methods.getInitialValue())).isEqualTo("shown, StructNew");
        assertThat(CodeText.of(start)).isEqualTo("methods, Drop");
    }

    @Test
    void aClassThatNobodyNamesIsGone() {
        WasmGlobal unnamed = empty("unnamed", description);
        WasmGlobal named = empty("named", description);
        for (WasmGlobal global : List.of(unnamed, named)) {
            CodeText.add(start.getBody(), new WasmGetGlobal(global), new WasmInt32Constant(1));
            CodeText.add(start.getBody(), new WasmStructSet(description, TAG));
        }
        CodeText.add(start.getBody(), new WasmGetGlobal(named), new WasmDrop());
        apply();
        assertThat(module.globals).contains(named).doesNotContain(unnamed);
    }

    @Test
    void theTablesOfArraysStayToBeRead() {
        WasmGlobal item = empty("item", description);
        WasmGlobal array = empty("array", description);
        CodeText.add(start.getBody(), new WasmGetGlobal(item), new WasmGetGlobal(array));
        CodeText.add(start.getBody(), new WasmStructSet(description, ARRAYS));
        for (WasmGlobal global : List.of(item, array)) {
            CodeText.add(start.getBody(), new WasmGetGlobal(global), new WasmGetGlobal(methods));
            CodeText.add(start.getBody(), new WasmStructSet(description, TABLE));
        }
        WasmFunction ofArrays = function(description.getReference());
        CodeText.add(ofArrays.getBody(), new WasmGetGlobal(array));
        CodeText.add(start.getBody(), new WasmCall(ofArrays), new WasmStructGet(description, TABLE), new WasmDrop());
        apply();
        assertThat(CodeText.of(start)).isEqualTo("item, array, store 2, array, methods, store 0, Call, load 0, Drop");
    }

    @Test
    void allTablesStayWhereOthersAreRead() {
        WasmGlobal item = empty("item", description);
        CodeText.add(start.getBody(), new WasmGetGlobal(item), new WasmGetGlobal(methods));
        CodeText.add(start.getBody(), new WasmStructSet(description, TABLE));
        CodeText.add(start.getBody(), new WasmGetGlobal(item), new WasmStructGet(description, TABLE), new WasmDrop());
        apply();
        assertThat(CodeText.of(start)).isEqualTo("item, methods, store 0, item, load 0, Drop");
    }

    @Test
    void anObjectIsMadeWithItsValues() {
        WasmFunction main = function(object.getReference(), WasmType.INT32);
        WasmLocal made = make(main);
        CodeText.add(main.getBody(), new WasmGetLocal(made), get(main, 0), new WasmStructSet(object, 2));
        CodeText.add(main.getBody(), new WasmGetLocal(made), new WasmInt32Constant(3), new WasmStructSet(object, 1));
        CodeText.add(main.getBody(), new WasmGetLocal(made));
        SmallerCode.shrink(module, types, false);
        assertThat(CodeText.of(main)).isEqualTo("methods, 3, get 0, StructNew");
    }

    @Test
    void valuesAreComputedInTheirOrder() {
        WasmFunction number = function(WasmType.INT32);
        CodeText.add(number.getBody(), new WasmCall(number));
        WasmFunction main = function(object.getReference());
        WasmLocal made = make(main);
        CodeText.add(main.getBody(), new WasmGetLocal(made), new WasmCall(number), new WasmStructSet(object, 2));
        CodeText.add(main.getBody(), new WasmGetLocal(made), new WasmCall(number), new WasmStructSet(object, 1));
        CodeText.add(main.getBody(), new WasmGetLocal(made));
        SmallerCode.shrink(module, types, false);
        assertThat(CodeText.of(main)).isEqualTo("methods, 0, Call, StructNew, tee 0, Call, store 1, get 0");
    }

    @Test
    void aHandlerSeesTheObjectWhoseValueCouldNotBeComputed() {
        WasmFunction number = function(WasmType.INT32);
        CodeText.add(number.getBody(), new WasmCall(number));
        WasmFunction main = function(object.getReference());
        WasmLocal made = new WasmLocal(object.getReference());
        main.add(made);
        WasmBlock block = new WasmBlock(false);
        WasmTry attempt = new WasmTry();
        attempt.getCatches().add(new WasmCatchClause(new WasmTag(types.of(null)), false, block.getBody()));
        CodeText.add(main.getBody(), block, new WasmGetLocal(made));
        CodeText.add(block.getBody(), attempt);
        CodeText.add(attempt.getBody(), new WasmStructNewDefault(object), new WasmTeeLocal(made));
        CodeText.add(attempt.getBody(), new WasmGetGlobal(methods), new WasmStructSet(object, 0));
        CodeText.add(attempt.getBody(), new WasmGetLocal(made), new WasmCall(number), new WasmStructSet(object, 1));
        SmallerCode.shrink(module, types, false);
        assertThat(CodeText.of(main)).isEqualTo("Block{Try{methods, 0, 0, StructNew, tee 0, Call, store 1}}, get 0");
    }

    @Test
    void aConstructorMakesTheObjectOfAllItsCallers() {
        WasmFunction constructor = constructor();
        WasmFunction main = function(object.getReference());
        WasmLocal one = make(main);
        CodeText.add(main.getBody(), new WasmGetLocal(one), new WasmInt32Constant(4), new WasmCall(constructor));
        WasmLocal other = make(main);
        CodeText.add(main.getBody(), new WasmGetLocal(other), new WasmInt32Constant(5), new WasmCall(constructor));
        CodeText.add(main.getBody(), new WasmGetLocal(one), new WasmDrop(), new WasmGetLocal(other));
        SmallerCode.shrink(module, types, false);
        assertThat(CodeText.of(main)).isEqualTo("4, Call, Drop, 5, Call");
        WasmFunction factory = StreamSupport.stream(module.functions.spliterator(), false)
                .filter(function -> function != start && function != main)
                .findFirst()
                .orElseThrow();
        assertThat(CodeText.of(factory)).isEqualTo("methods, get 0, 0, StructNew");
    }

    @Test
    void aConstructorThatFillsAnotherClassToStays() {
        WasmFunction constructor = constructor();
        WasmFunction main = function(object.getReference(), object.getReference());
        CodeText.add(main.getBody(), get(main, 0), new WasmInt32Constant(3), new WasmCall(constructor));
        WasmLocal made = make(main);
        CodeText.add(main.getBody(), new WasmGetLocal(made), new WasmInt32Constant(4), new WasmCall(constructor));
        CodeText.add(main.getBody(), new WasmGetLocal(made));
        SmallerCode.shrink(module, types, false);
        assertThat(module.functions).contains(constructor);
    }

    private void apply() {
        new ClassTables(description, TABLE, ARRAYS).apply(module, start);
    }

    /** Stores its argument in an object's field 1. */
    private WasmFunction constructor() {
        WasmFunction constructor = function(null, object.getReference(), WasmType.INT32);
        CodeText.add(constructor.getBody(), get(constructor, 0), get(constructor, 1), new WasmStructSet(object, 1));
        return constructor;
    }

    /** Adds what makes an object to the function; gives the local that names it. */
    private WasmLocal make(WasmFunction function) {
        WasmLocal made = new WasmLocal(object.getReference());
        function.add(made);
        CodeText.add(function.getBody(), new WasmStructNewDefault(object), new WasmTeeLocal(made));
        CodeText.add(function.getBody(), new WasmGetGlobal(methods), new WasmStructSet(object, 0));
        return made;
    }

    private WasmStructure structure() {
        WasmStructure structure = new WasmStructure(null);
        module.types.add(structure);
        return structure;
    }

    private WasmGlobal empty(String name, WasmStructure structure) {
        WasmGlobal global = new WasmGlobal(name, structure.getNonNullReference());
        global.setImmutable(true);
        CodeText.add(global.getInitialValue(), new WasmStructNewDefault(structure));
        module.globals.add(global);
        return global;
    }

    private WasmFunction function(@Nullable WasmType result, WasmType... parameters) {
        WasmFunction function = new WasmFunction(types.of(result, parameters));
        for (WasmType type : parameters) {
            function.add(new WasmLocal(type));
        }
        module.functions.add(function);
        return function;
    }

    private static WasmGetLocal get(WasmFunction function, int local) {
        return new WasmGetLocal(function.getLocalVariables().get(local));
    }
}
