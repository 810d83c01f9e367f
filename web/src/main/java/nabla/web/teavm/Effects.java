package nabla.web.teavm;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.instruction.WasmArrayGet;
import org.teavm.backend.wasm.model.instruction.WasmArrayLength;
import org.teavm.backend.wasm.model.instruction.WasmBlock;
import org.teavm.backend.wasm.model.instruction.WasmCast;
import org.teavm.backend.wasm.model.instruction.WasmConditional;
import org.teavm.backend.wasm.model.instruction.WasmConversion;
import org.teavm.backend.wasm.model.instruction.WasmDrop;
import org.teavm.backend.wasm.model.instruction.WasmFloat32Constant;
import org.teavm.backend.wasm.model.instruction.WasmFloat64Constant;
import org.teavm.backend.wasm.model.instruction.WasmFloatBinary;
import org.teavm.backend.wasm.model.instruction.WasmFloatUnary;
import org.teavm.backend.wasm.model.instruction.WasmGetGlobal;
import org.teavm.backend.wasm.model.instruction.WasmGetLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInt64Constant;
import org.teavm.backend.wasm.model.instruction.WasmIntBinary;
import org.teavm.backend.wasm.model.instruction.WasmIntUnary;
import org.teavm.backend.wasm.model.instruction.WasmIsNull;
import org.teavm.backend.wasm.model.instruction.WasmReferencesEqual;
import org.teavm.backend.wasm.model.instruction.WasmStructGet;
import org.teavm.backend.wasm.model.instruction.WasmStructNew;
import org.teavm.backend.wasm.model.instruction.WasmStructNewDefault;
import org.teavm.backend.wasm.model.instruction.WasmTest;

/** What a stretch of code reads and changes: enough to tell whether it may change places with another. */
final class Effects {
    private final Set<WasmLocal> read = new HashSet<>();
    private final Set<WasmLocal> written = new HashSet<>();
    private Kind kind = Kind.NONE;

    /** What the code does beside computing with locals, from the least on. */
    private enum Kind {
        NONE,
        /** It reads what other code may change, or fails where there is nothing to read. */
        READS,
        /** It may do anything but jump to a place in the same function. */
        ANYTHING
    }

    private Effects() {}

    /** The effects of the code from one instruction on, and before the other. */
    static Effects of(@Nullable WasmInstruction from, WasmInstruction end) {
        Effects effects = new Effects();
        for (WasmInstruction i = from; i != null && i != end; i = i.getNext()) {
            effects.add(i);
        }
        return effects;
    }

    /** Whether the one code computes and changes the same before the other and behind it. Neither may jump away. */
    boolean commuteWith(Effects other) {
        return (kind == Kind.NONE || other.kind == Kind.NONE || kind == Kind.READS && other.kind == Kind.READS)
                && leavesLocalsOf(other)
                && other.leavesLocalsOf(this);
    }

    /** Code that throws an exception must not have changed, or not changed yet, what the handler reads. */
    private boolean leavesLocalsOf(Effects other) {
        return Collections.disjoint(written, other.read)
                && Collections.disjoint(written, other.written)
                && (written.isEmpty() || other.kind != Kind.ANYTHING);
    }

    private void add(WasmInstruction instruction) {
        WasmLocal local = Code.local(instruction);
        if (local != null) {
            (instruction instanceof WasmGetLocal ? read : written).add(local);
        } else if (instruction instanceof WasmConditional
                || instruction instanceof WasmBlock block && !block.isLoop()) {
            Code.parts(instruction).forEach(part -> {
                for (WasmInstruction inner : part) {
                    add(inner);
                }
            });
        } else {
            Kind added = kind(instruction);
            kind = added.compareTo(kind) > 0 ? added : kind;
        }
    }

    private static Kind kind(WasmInstruction instruction) {
        if (Constants.isConstant(instruction)
                || instruction instanceof WasmInt64Constant
                || instruction instanceof WasmFloat32Constant
                || instruction instanceof WasmFloat64Constant
                || instruction instanceof WasmIntUnary
                || instruction instanceof WasmFloatUnary
                || instruction instanceof WasmFloatBinary
                || instruction instanceof WasmIsNull
                || instruction instanceof WasmReferencesEqual
                || instruction instanceof WasmTest
                || instruction instanceof WasmStructNew
                || instruction instanceof WasmStructNewDefault
                || instruction instanceof WasmDrop) {
            return Kind.NONE;
        }
        return instruction instanceof WasmStructGet
                        || instruction instanceof WasmArrayGet
                        || instruction instanceof WasmArrayLength
                        || instruction instanceof WasmGetGlobal
                        || instruction instanceof WasmCast
                        || instruction instanceof WasmConversion
                        || instruction instanceof WasmIntBinary
                ? Kind.READS
                : Kind.ANYTHING;
    }
}
