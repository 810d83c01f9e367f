package nabla.web.teavm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmGlobal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmStructure;
import org.teavm.backend.wasm.model.instruction.WasmCall;
import org.teavm.backend.wasm.model.instruction.WasmGetGlobal;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmStructGet;
import org.teavm.backend.wasm.model.instruction.WasmStructNew;
import org.teavm.backend.wasm.model.instruction.WasmStructNewDefault;
import org.teavm.backend.wasm.model.instruction.WasmStructSet;
import org.teavm.backend.wasm.optimization.WasmUsageCounter;

/**
 * Writes the descriptions of classes and their tables of methods as constants. The compiler makes them empty and lets the
 * program's start fill them, field by field, which takes twice the bytes.
 *
 * <p>A description and its table name each other, and constants cannot: what leads from the description to the table is
 * still stored at the start, and only where it is read. The same goes for what leads from a class to that of its arrays.
 */
final class ClassTables {
    private final WasmStructure description;
    private final int table;
    private final int arrays;
    /** What the start stores, by the object and the number of its field. */
    private final Map<WasmGlobal, Map<Integer, WasmInstruction>> stored = new LinkedHashMap<>();

    /**
     * @param description how a class is described
     * @param table the number of its field for the class's table
     * @param arrays the number of its field for the class of arrays of the class
     */
    ClassTables(WasmStructure description, int table, int arrays) {
        this.description = description;
        this.table = table;
        this.arrays = arrays;
    }

    /** Takes what fills the tables from the start's head. What nobody names then is gone. */
    void apply(WasmModule module, WasmFunction start) {
        take(start.getBody());
        Set<WasmGlobal> read = tableReadOfArraysOnly(module) ? arrayClasses() : stored.keySet();
        List<WasmInstruction> left = new ArrayList<>();
        stored.forEach((object, values) -> {
            for (int field : back(object)) {
                WasmInstruction value = values.remove(field);
                if (value != null && (field != table || read.contains(object))) {
                    left.addAll(List.of(new WasmGetGlobal(object), value, new WasmStructSet(description, field)));
                }
            }
            fill(object, values);
        });
        for (int i = left.size() - 1; i >= 0; i--) {
            start.getBody().addFirst(left.get(i));
        }
        dropUnnamed(module);
    }

    private int[] back(WasmGlobal object) {
        return structure(object) == description ? new int[] {table, arrays} : new int[0];
    }

    /** Reads from the list's head until there is something else than a store of a constant in a new object. */
    private void take(WasmInstructionList list) {
        List<WasmInstruction> operands = new ArrayList<>();
        WasmInstruction instruction = list.getFirst();
        while (instruction != null) {
            WasmInstruction next = instruction.getNext();
            if (Constants.isConstant(instruction)) {
                operands.add(instruction);
            } else {
                List<Store> stores = stores(instruction, operands);
                if (stores == null) {
                    return;
                }
                operands.forEach(WasmInstruction::delete);
                instruction.delete();
                operands.clear();
                for (Store store : stores) {
                    stored.computeIfAbsent(store.object, key -> new TreeMap<>()).put(store.field, store.value);
                }
            }
            instruction = next;
        }
    }

    /** An object that is made of constants, a field of it, and a constant. */
    private record Store(WasmGlobal object, int field, WasmInstruction value) {}

    /** What the instruction stores, given what is on the stack; null if it does more. */
    private static @Nullable List<Store> stores(WasmInstruction instruction, List<WasmInstruction> operands) {
        if (instruction instanceof WasmStructSet set && operands.size() == 2) {
            Store store = store(set, operands.get(0), operands.get(1));
            return store == null ? null : List.of(store);
        }
        if (instruction instanceof WasmCall call
                && operands.size()
                        == call.getFunction().getType().getParameterTypes().size()) {
            return stores(call.getFunction(), operands);
        }
        return null;
    }

    private static @Nullable List<Store> stores(WasmFunction function, List<WasmInstruction> arguments) {
        List<Store> stores = new ArrayList<>();
        List<WasmInstruction> operands = new ArrayList<>();
        for (WasmInstruction instruction : function.getBody()) {
            if (instruction instanceof WasmGetLocal get) {
                int parameter = function.getLocalVariables().indexOf(get.getLocal());
                if (parameter >= arguments.size()) {
                    return null;
                }
                operands.add(arguments.get(parameter));
            } else if (Constants.isConstant(instruction)) {
                operands.add(instruction);
            } else if (instruction instanceof WasmStructSet set && operands.size() == 2) {
                Store store = store(set, operands.get(0), operands.get(1));
                if (store == null) {
                    return null;
                }
                stores.add(store);
                operands.clear();
            } else {
                return null;
            }
        }
        return operands.isEmpty() ? stores : null;
    }

    private static @Nullable Store store(WasmStructSet set, WasmInstruction object, WasmInstruction value) {
        return object instanceof WasmGetGlobal get && structure(get.getGlobal()) != null
                ? new Store(get.getGlobal(), set.getFieldIndex(), Constants.copy(value))
                : null;
    }

    /** The structure of the global's object, made empty; null if the global is anything else. */
    private static @Nullable WasmStructure structure(WasmGlobal global) {
        return global.isImmutable()
                        && global.getInitialValue().getFirst() instanceof WasmStructNewDefault empty
                        && empty.getNext() == null
                ? empty.getType()
                : null;
    }

    /** Whether tables are read of what functions give, not of classes that are named: those give classes of arrays. */
    private boolean tableReadOfArraysOnly(WasmModule module) {
        boolean[] only = {true};
        for (WasmFunction function : module.functions) {
            Code.each(function.getBody(), instruction -> {
                if (instruction instanceof WasmStructGet get
                        && get.getType() == description
                        && get.getFieldIndex() == table) {
                    only[0] &= get.getPrevious() instanceof WasmCall;
                }
            });
        }
        return only[0];
    }

    private Set<WasmGlobal> arrayClasses() {
        Set<WasmGlobal> classes = new HashSet<>();
        for (Map<Integer, WasmInstruction> values : stored.values()) {
            if (values.get(arrays) instanceof WasmGetGlobal get) {
                classes.add(get.getGlobal());
            }
        }
        return classes;
    }

    private static void fill(WasmGlobal object, Map<Integer, WasmInstruction> values) {
        WasmStructure structure = structure(object);
        if (values.isEmpty() || structure == null) {
            return;
        }
        WasmInstructionList constant = object.getInitialValue();
        constant.clear();
        for (int i = 0; i < structure.getFields().size(); i++) {
            WasmInstruction value = values.get(i);
            constant.add(
                    value != null
                            ? value
                            : Constants.zero(structure.getFields().get(i).getUnpackedType()));
        }
        constant.add(new WasmStructNew(structure));
    }

    /** Drops classes that nobody names any more. */
    private void dropUnnamed(WasmModule module) {
        WasmUsageCounter counter = new WasmUsageCounter();
        counter.applyToModule(module);
        module.globals.removeIf(global -> stored.containsKey(global) && counter.usages(global) == 0);
    }
}
