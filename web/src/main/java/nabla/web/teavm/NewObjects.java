package nabla.web.teavm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.teavm.backend.wasm.model.WasmField;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmSetLocal;
import org.teavm.backend.wasm.model.instruction.WasmStructNew;
import org.teavm.backend.wasm.model.instruction.WasmStructNewDefault;
import org.teavm.backend.wasm.model.instruction.WasmStructSet;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;

/** Makes objects with the values of their fields at once, where the code makes them empty and stores one after another. */
final class NewObjects {
    private final WasmStructNewDefault empty;
    private final WasmTeeLocal made;
    private final Map<Integer, Value> values = new TreeMap<>();
    private int lastComputed = -1;
    private WasmInstruction last;

    private NewObjects(WasmStructNewDefault empty, WasmTeeLocal made) {
        this.empty = empty;
        this.made = made;
        last = made;
    }

    /** Does so in the function. */
    static void fill(WasmFunction function) {
        Deque<WasmStructNewDefault> all = new ArrayDeque<>();
        Code.each(function.getBody(), instruction -> {
            if (instruction instanceof WasmStructNewDefault empty) {
                all.push(empty);
            }
        });
        // The last first: an object that is made for another's field stands behind it.
        for (WasmStructNewDefault empty : all) {
            if (empty.getNext() instanceof WasmTeeLocal made) {
                NewObjects object = new NewObjects(empty, made);
                object.findValues();
                if (object.bytesSaved() > 0) {
                    object.replace();
                }
            }
        }
    }

    private void findValues() {
        WasmInstruction object = made;
        while (object != null && Operands.taker(object) instanceof WasmStructSet store && take(object, store)) {
            WasmInstruction following = store.getNext();
            object = following instanceof WasmGetLocal get && get.getLocal() == made.getLocal() ? following : null;
        }
    }

    /** Notes the value if it can be computed before there is an object, in the order of the fields. */
    private boolean take(WasmInstruction object, WasmStructSet store) {
        Value value = new Value(object, store);
        int field = store.getFieldIndex();
        if (!store.getType().isSupertypeOf(empty.getType())
                || values.containsKey(field)
                || Operands.mention(object.getNext(), store, made.getLocal())
                || Operands.leave(object.getNext(), store)) {
            return false;
        }
        for (Value other : values.values()) {
            if (other.writes(value) || value.writes(other)) {
                return false;
            }
        }
        if (!value.isPure()) {
            // A handler in the same function may read the object although the value could not be computed.
            if (field < lastComputed || Code.isWithinTry(empty)) {
                return false;
            }
            lastComputed = field;
        }
        values.put(field, value);
        last = store;
        return true;
    }

    /** By not reading the object for each store, less what the fields need that nothing is stored in. */
    private int bytesSaved() {
        int saved = 7 * values.size() - 2;
        for (int i = 0; i < fields().size(); i++) {
            if (!values.containsKey(i)) {
                saved -= Constants.bytesOfZero(fields().get(i).getUnpackedType());
            }
        }
        return saved;
    }

    private List<WasmField> fields() {
        return empty.getType().getFields();
    }

    private void replace() {
        WasmStructNew full = new WasmStructNew(empty.getType());
        last.insertNext(full);
        full.insertNext(new WasmSetLocal(made.getLocal()));
        for (int i = 0; i < fields().size(); i++) {
            Value value = values.get(i);
            if (value == null) {
                full.insertPrevious(Constants.zero(fields().get(i).getUnpackedType()));
            } else {
                value.moveBefore(full);
            }
        }
        empty.delete();
    }

    /** What is stored in a field: the instructions between the object and the store. */
    private record Value(WasmInstruction object, WasmStructSet store) {
        boolean isPure() {
            WasmInstruction first = object.getNext();
            return first.getNext() == store && (Constants.isConstant(first) || first instanceof WasmGetLocal);
        }

        /** Whether to compute this value changes the local that is the other's. */
        boolean writes(Value other) {
            return other.object.getNext() instanceof WasmGetLocal get
                    && other.isPure()
                    && Operands.write(object.getNext(), store, get.getLocal());
        }

        void moveBefore(WasmInstruction place) {
            for (WasmInstruction i = object.getNext(); i != store; i = object.getNext()) {
                i.delete();
                place.insertPrevious(i);
            }
            object.delete();
            store.delete();
        }
    }
}
