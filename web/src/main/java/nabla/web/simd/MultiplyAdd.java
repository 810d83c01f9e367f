package nabla.web.simd;

import static nabla.web.wasm.Instruction.F32X4_ADD;
import static nabla.web.wasm.Instruction.F32X4_MUL;
import static nabla.web.wasm.Instruction.F32X4_RELAXED_MADD;

import java.util.List;
import nabla.web.wasm.Code;
import nabla.web.wasm.Function;
import nabla.web.wasm.Local;
import nabla.web.wasm.ValueType;
import nabla.web.wasm.WasmModule;

/**
 * How a product is added to a sum. Fused it is one instruction with one rounding where the processor has that; so results
 * of the two differ in the last places, and a machine uses always the same one.
 */
enum MultiplyAdd {
    /** Two instructions; the product between them needs a register. */
    SEPARATE(13),
    /** One instruction of relaxed SIMD, which not every engine knows. */
    FUSED(14);

    /** How many vectors a tile may keep in registers beside the one that is just loaded; engines have 15 to give. */
    final int registers;

    MultiplyAdd(int registers) {
        this.registers = registers;
    }

    /** Sets {@code sum} to {@code a * b + sum}, as vectors. */
    void add(Code code, Local sum, Local a, Local b) {
        if (this == FUSED) {
            code.get(a).get(b).get(sum).op(F32X4_RELAXED_MADD).set(sum);
        } else {
            code.get(sum).get(a).get(b).op(F32X4_MUL).op(F32X4_ADD).set(sum);
        }
    }

    /** A module of one function that does this: an engine that accepts it can run plans that do. */
    byte[] module() {
        WasmModule module = new WasmModule();
        Function function = module.function(List.of(ValueType.V128), List.of());
        Local x = function.parameter(0);
        add(function.code(), x, x, x);
        return module.toBytes();
    }
}
