package nabla.web.teavm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;

/**
 * Lets locals of one type share a slot where no two of them are needed at once, first of all where one is copied to the
 * other: then the copy is gone.
 */
final class LocalSlots {
    private final WasmFunction function;
    private final int parameters;
    private final Locals locals;
    private final BitSet[] conflicts;
    private final int[] representative;
    private final List<int[]> copies = new ArrayList<>();

    private LocalSlots(WasmFunction function) {
        this.function = function;
        locals = Locals.of(function);
        parameters = locals.parameters();
        conflicts = new BitSet[locals.size()];
        representative = new int[locals.size()];
        for (int i = 0; i < conflicts.length; i++) {
            conflicts[i] = new BitSet();
            representative[i] = i;
        }
    }

    /** Gives the function's locals their slots; those that moved into it from elsewhere, too. */
    static void assign(WasmFunction function) {
        LocalSlots slots = new LocalSlots(function);
        slots.findConflicts();
        slots.mergeCopies();
        slots.rename();
    }

    private void findConflicts() {
        BitSet atStart = Liveness.of(function, locals, (instruction, local, liveAfter) -> {
            if (!(instruction instanceof WasmGetLocal)) {
                written(instruction, locals.number(local), liveAfter);
            }
        });
        // What is read without being written is zero or null, unlike the parameters and like its kind.
        for (int i = atStart.nextSetBit(parameters); i >= 0; i = atStart.nextSetBit(i + 1)) {
            for (int parameter = 0; parameter < parameters; parameter++) {
                conflict(i, parameter);
            }
            conflictWithAll(i, atStart, -1);
        }
    }

    private void written(WasmInstruction instruction, int local, BitSet liveAfter) {
        WasmLocal source = source(instruction.getPrevious());
        int from = source == null ? -1 : locals.number(source);
        // A copy has the original's value, so that both may be needed.
        conflictWithAll(local, liveAfter, from);
        if (from >= 0) {
            copies.add(new int[] {from, local});
        }
    }

    private static @Nullable WasmLocal source(@Nullable WasmInstruction before) {
        return before instanceof WasmGetLocal || before instanceof WasmTeeLocal ? Code.local(before) : null;
    }

    private void conflictWithAll(int local, BitSet others, int except) {
        for (int i = others.nextSetBit(0); i >= 0; i = others.nextSetBit(i + 1)) {
            if (i != except) {
                conflict(local, i);
            }
        }
    }

    private void conflict(int one, int other) {
        if (one != other) {
            conflicts[one].set(other);
            conflicts[other].set(one);
        }
    }

    private void mergeCopies() {
        for (int[] copy : copies) {
            int one = find(copy[0]);
            int other = find(copy[1]);
            if (one != other && type(one) == type(other) && !conflicts[one].get(other)) {
                merge(Math.min(one, other), Math.max(one, other));
            }
        }
    }

    private int find(int local) {
        int result = local;
        while (representative[result] != result) {
            result = representative[result];
        }
        return result;
    }

    private WasmType type(int local) {
        return locals.get(local).getType();
    }

    private void merge(int kept, int gone) {
        if (gone < parameters) {
            return;
        }
        representative[gone] = kept;
        BitSet others = conflicts[gone];
        for (int i = others.nextSetBit(0); i >= 0; i = others.nextSetBit(i + 1)) {
            conflict(kept, i);
        }
    }

    private void rename() {
        int[] slots = new int[locals.size()];
        List<WasmType> types = new ArrayList<>();
        for (int i = 0; i < locals.size(); i++) {
            if (i < parameters) {
                slots[i] = types.size();
                types.add(type(i));
            } else if (find(i) == i) {
                slots[i] = free(i, slots, types);
            }
        }
        Map<WasmType, Integer> uses = new LinkedHashMap<>();
        Code.each(function.getBody(), instruction -> {
            WasmLocal local = Code.local(instruction);
            if (local != null) {
                uses.merge(local.getType(), 1, Integer::sum);
            }
        });
        List<WasmLocal> places = places(types, uses);
        Code.each(function.getBody(), instruction -> {
            WasmLocal local = Code.local(instruction);
            if (local != null) {
                Code.setLocal(instruction, places.get(slots[find(locals.number(local))]));
            }
        });
    }

    /** The first slot of the local's type that is free, or a new one. */
    private int free(int local, int[] slots, List<WasmType> types) {
        BitSet taken = new BitSet();
        for (int i = conflicts[local].nextSetBit(0); i >= 0; i = conflicts[local].nextSetBit(i + 1)) {
            if (i < local && find(i) == i || i < parameters) {
                taken.set(slots[i]);
            }
        }
        for (int slot = 0; slot < types.size(); slot++) {
            if (types.get(slot) == type(local) && !taken.get(slot)) {
                return slot;
            }
        }
        types.add(type(local));
        return types.size() - 1;
    }

    /**
     * The function's own locals for the slots. Slots of one type stand side by side, as they are then written as one, and
     * types that are used more come first: numbers that are alike pack well. The locals that are left, which cannot be
     * taken away, stand with the last type's.
     */
    private List<WasmLocal> places(List<WasmType> types, Map<WasmType, Integer> uses) {
        List<WasmLocal> own = new ArrayList<>(function.getLocalVariables());
        WasmLocal[] places = own.toArray(new WasmLocal[Math.max(own.size(), types.size())]);
        List<WasmType> kinds = new ArrayList<>(uses.keySet());
        kinds.sort(Comparator.comparing(uses::get, Comparator.reverseOrder()));
        int next = parameters;
        WasmType last = WasmType.INT32;
        for (WasmType type : kinds) {
            for (int slot = parameters; slot < types.size(); slot++) {
                if (types.get(slot) == type) {
                    if (next == own.size()) {
                        WasmLocal added = new WasmLocal(type);
                        function.add(added);
                        own.add(added);
                    }
                    own.get(next).setType(type);
                    places[slot] = own.get(next++);
                    last = type;
                }
            }
        }
        for (WasmLocal left : own.subList(next, own.size())) {
            left.setType(last);
        }
        return List.of(Arrays.copyOf(places, types.size()));
    }
}
