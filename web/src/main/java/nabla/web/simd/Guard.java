package nabla.web.simd;

import static nabla.web.wasm.Instruction.F32X4_ABS;
import static nabla.web.wasm.Instruction.F32X4_GE;
import static nabla.web.wasm.Instruction.F32_ABS;
import static nabla.web.wasm.Instruction.F32_GE;
import static nabla.web.wasm.Instruction.I32X4_BITMASK;
import static nabla.web.wasm.Instruction.I32_EQZ;
import static nabla.web.wasm.Instruction.I32_GE_U;
import static nabla.web.wasm.Instruction.I32_LT_S;
import static nabla.web.wasm.Instruction.I32_MUL;
import static nabla.web.wasm.Instruction.I32_OR;
import static nabla.web.wasm.Instruction.V128_OR;

import nabla.web.wasm.Code;
import nabla.web.wasm.Function;
import nabla.web.wasm.Local;
import nabla.web.wasm.MemoryInstruction;
import nabla.web.wasm.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What the code of a kernel notices that must not pass for a result: an index that names no element, and an integer that
 * needs more than 32 bits. The first finding of a run is put into the {@link Arguments} for {@link Finding} to explain, and
 * no later kernel runs.
 */
final class Guard {
    private final Function function;
    private final Arguments layout;
    private final int kernel;
    private boolean isUsed;
    private @Nullable Local overflow;
    private @Nullable Local overflows;

    /** @param kernel its place among the plan's kernels */
    Guard(Function function, Arguments layout, int kernel) {
        this.function = function;
        this.layout = layout;
        this.kernel = kernel;
    }

    /** Whether the kernel can find anything: if so, its function is followed by a look at what it found. */
    boolean isUsed() {
        return isUsed;
    }

    /** Makes an index that names none of {@code limit} elements 0, so that reading does no harm, and reports it. */
    void index(Code code, Local index, int limit) {
        code.get(index).constant(limit).op(I32_GE_U).ifTrue();
        report(code, limit, index);
        code.constant(0).set(index).end();
    }

    /** Takes what has its sign bit set where an integer overflowed: a scalar, or a vector of four. */
    void overflowing(Code code, boolean vector) {
        Local seen = vector ? overflows : overflow;
        if (seen == null) {
            seen = function.local(vector ? ValueType.V128 : ValueType.I32);
            overflows = vector ? seen : overflows;
            overflow = vector ? overflow : seen;
        }
        code.get(seen).op(vector ? V128_OR : I32_OR).set(seen);
        isUsed = true;
    }

    /** Takes floats that become integers; notes those that are not below {@code limit} in magnitude. */
    void magnitude(Code code, float limit, boolean vector) {
        if (vector) {
            code.op(F32X4_ABS).vector(limit).op(F32X4_GE);
        } else {
            code.op(F32_ABS).constant(limit).op(F32_GE).constant(-1).op(I32_MUL);
        }
        overflowing(code, vector);
    }

    /** Writes the end of the kernel's function: reports overflows. */
    void finish(Code code) {
        if (overflow != null) {
            code.get(overflow).constant(0).op(I32_LT_S).ifTrue();
            report(code, Finding.OVERFLOW, overflow);
            code.end();
        }
        if (overflows != null) {
            code.get(overflows).op(I32X4_BITMASK).ifTrue();
            Local none = function.local(ValueType.I32);
            report(code, Finding.OVERFLOW, none);
            code.end();
        }
    }

    private void report(Code code, int what, Local value) {
        isUsed = true;
        Local arguments = function.parameter(0);
        code.get(arguments)
                .memory(MemoryInstruction.I32_LOAD, layout.finding())
                .op(I32_EQZ)
                .ifTrue();
        code.get(arguments).constant(what).memory(MemoryInstruction.I32_STORE, layout.finding());
        code.get(arguments).get(value).memory(MemoryInstruction.I32_STORE, layout.finding() + 4);
        code.get(arguments).constant(kernel).memory(MemoryInstruction.I32_STORE, layout.finding() + 8);
        code.end();
    }
}
