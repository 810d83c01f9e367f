package nabla.web.simd;

import static nabla.web.wasm.Instruction.F32X4_ABS;
import static nabla.web.wasm.Instruction.F32X4_LT;
import static nabla.web.wasm.Instruction.I32_ADD;
import static nabla.web.wasm.Instruction.I32_LT_S;
import static nabla.web.wasm.Instruction.V128_ANDNOT;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Kernel;
import nabla.compile.Plan;
import nabla.compile.Slot;
import nabla.op.DType;
import nabla.web.wasm.Code;
import nabla.web.wasm.Function;
import nabla.web.wasm.Local;
import nabla.web.wasm.MemoryInstruction;
import nabla.web.wasm.ValueType;
import nabla.web.wasm.WasmModule;

/**
 * Keeps what is updated in place out of denormal numbers. The moments of an optimizer whose gradient has become 0 would
 * decay into them, arithmetic on them is many times slower, and WebAssembly cannot flush them by itself. So now and then a
 * run makes what is tiny 0.
 */
final class Denormals {
    /** What is below becomes 0. A value that loses a tenth in each run needs 170 runs from here to denormal numbers. */
    private static final float TINY = 1e-30f;

    /** After so many runs it is time again. In each run it would cost a sixth of an optimizer's step. */
    private static final int RUNS = 64;

    private Denormals() {}

    /** Whether this run clears them; the first one does. */
    static boolean areDue(int run) {
        return run % RUNS == 0;
    }

    /** Writes the end of a plan's {@code run}: where its arguments say so, it clears all that the plan updates in place. */
    static void clear(Plan plan, Arguments layout, WasmModule module, Function run) {
        List<Slot> updated = updated(plan);
        if (!updated.isEmpty()) {
            Function clear = clear(module);
            Code code = run.code();
            code.get(run.parameter(0))
                    .memory(MemoryInstruction.I32_LOAD, layout.clears())
                    .ifTrue();
            for (Slot slot : updated) {
                code.get(run.parameter(0)).memory(MemoryInstruction.I32_LOAD, layout.address(slot));
                code.constant(4 * slot.size()).call(clear);
            }
            code.end();
        }
    }

    private static List<Slot> updated(Plan plan) {
        List<Slot> updated = new ArrayList<>();
        for (Slot slot : plan.outputs()) {
            boolean isUpdated = false;
            for (Kernel kernel : plan.kernels()) {
                isUpdated |= Updates.reads(kernel, slot);
            }
            if (isUpdated && slot.place() == Slot.Place.LEAF && slot.type() == DType.FLOAT32) {
                updated.add(slot);
            }
        }
        return updated;
    }

    /** A function of an address and a number of bytes; a buffer's last vector is the buffer's own. */
    private static Function clear(WasmModule module) {
        Function clear = module.function(List.of(ValueType.I32, ValueType.I32), List.of());
        Local at = clear.parameter(0);
        Local end = clear.parameter(1);
        Local value = clear.local(ValueType.V128);
        Code code = clear.code();
        code.get(at).get(end).op(I32_ADD).set(end).loop();
        code.get(at).get(at).memory(MemoryInstruction.V128_LOAD, 0).tee(value);
        code.get(value).op(F32X4_ABS).vector(TINY).op(F32X4_LT).op(V128_ANDNOT);
        code.memory(MemoryInstruction.V128_STORE, 0);
        code.get(at).constant(16).op(I32_ADD).tee(at).get(end).op(I32_LT_S).branchIf(0);
        code.end();
        return clear;
    }
}
