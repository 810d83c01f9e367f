package nabla.web.teavm;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.instruction.WasmBlock;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmTry;

/**
 * Which locals of a function are still read, found by going through its code backwards. A loop is gone through until
 * nothing new is found.
 */
final class Liveness {
    /** What wants to know about it. */
    interface Listener {
        /** An instruction that reads or writes a local, and the locals whose values are read behind it. */
        void at(WasmInstruction instruction, WasmLocal local, BitSet liveAfter);
    }

    private final Locals locals;
    private final Listener listener;
    private final Map<WasmInstructionList, BitSet> liveAt = new HashMap<>();
    private BitSet handlers = new BitSet();
    private boolean telling;

    private Liveness(Locals locals, Listener listener) {
        this.locals = locals;
        this.listener = listener;
    }

    /** The locals that are read before they are written, by number; a local beside parameters is then zero or null. */
    static BitSet of(WasmFunction function, Locals locals, Listener listener) {
        Liveness liveness = new Liveness(locals, listener);
        BitSet live = new BitSet();
        liveness.telling = true;
        liveness.through(function.getBody(), live);
        return live;
    }

    /** Goes backwards from the list's end, where these locals are live, to its start. */
    private void through(WasmInstructionList list, BitSet live) {
        for (WasmInstruction i = list.getLast(); i != null; i = i.getPrevious()) {
            if (i.isTerminating()) {
                live.clear();
            }
            WasmLocal local = Code.local(i);
            if (local != null) {
                int number = locals.number(local);
                if (telling) {
                    listener.at(i, local, live);
                }
                live.set(number, i instanceof WasmGetLocal);
            } else if (i instanceof WasmBlock block && block.isLoop()) {
                throughLoop(block.getBody(), live);
            } else if (i instanceof WasmTry attempt) {
                throughTry(attempt, live);
            } else if (!Code.parts(i).isEmpty()) {
                throughParts(i, live);
            } else {
                Code.targets(i).forEach(target -> live.or(at(target)));
            }
            live.or(handlers);
        }
    }

    private void throughParts(WasmInstruction instruction, BitSet live) {
        BitSet after = (BitSet) live.clone();
        live.clear();
        for (WasmInstructionList part : Code.parts(instruction)) {
            liveAt.put(part, after);
            BitSet start = (BitSet) after.clone();
            through(part, start);
            live.or(start);
        }
    }

    private void throughLoop(WasmInstructionList body, BitSet live) {
        boolean told = telling;
        telling = false;
        // What an earlier round of a loop around this one found stays true.
        BitSet start = liveAt.computeIfAbsent(body, key -> new BitSet());
        int known;
        do {
            known = start.cardinality();
            BitSet found = (BitSet) live.clone();
            through(body, found);
            start.or(found);
        } while (start.cardinality() > known);
        telling = told;
        if (told) {
            through(body, (BitSet) live.clone());
        }
        live.clear();
        live.or(start);
    }

    /** Whatever happens within may lead to the handlers. */
    private void throughTry(WasmTry attempt, BitSet live) {
        BitSet outer = handlers;
        handlers = (BitSet) outer.clone();
        for (WasmInstructionList target : Code.targets(attempt)) {
            handlers.or(at(target));
        }
        liveAt.put(attempt.getBody(), (BitSet) live.clone());
        live.or(handlers);
        through(attempt.getBody(), live);
        handlers = outer;
    }

    private BitSet at(WasmInstructionList target) {
        return Objects.requireNonNull(liveAt.get(target), "a break to what does not surround it");
    }
}
