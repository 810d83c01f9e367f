package nabla.web.teavm;

import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmFloat32Constant;
import org.teavm.backend.wasm.model.instruction.WasmFloat64Constant;
import org.teavm.backend.wasm.model.instruction.WasmFunctionReference;
import org.teavm.backend.wasm.model.instruction.WasmGetGlobal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInt32Constant;
import org.teavm.backend.wasm.model.instruction.WasmInt64Constant;
import org.teavm.backend.wasm.model.instruction.WasmNullConstant;

/** Instructions that give the same value wherever they stand. */
final class Constants {
    private Constants() {}

    /** Whether the instruction is one of those that {@link #copy} knows. */
    static boolean isConstant(WasmInstruction instruction) {
        return instruction instanceof WasmInt32Constant
                || instruction instanceof WasmFunctionReference
                || instruction instanceof WasmNullConstant
                || instruction instanceof WasmGetGlobal get && get.getGlobal().isImmutable();
    }

    static WasmInstruction copy(WasmInstruction constant) {
        if (constant instanceof WasmInt32Constant number) {
            return new WasmInt32Constant(number.getValue());
        }
        if (constant instanceof WasmFunctionReference reference) {
            return new WasmFunctionReference(reference.getFunction());
        }
        if (constant instanceof WasmNullConstant none) {
            return new WasmNullConstant(none.getType());
        }
        return new WasmGetGlobal(((WasmGetGlobal) constant).getGlobal());
    }

    /** What a field of the type holds before anything is stored there. */
    static WasmInstruction zero(WasmType type) {
        if (type instanceof WasmType.Reference reference) {
            return new WasmNullConstant(reference);
        }
        return switch (((WasmType.Number) type).number) {
            case INT32 -> new WasmInt32Constant(0);
            case INT64 -> new WasmInt64Constant(0);
            case FLOAT32 -> new WasmFloat32Constant(0);
            case FLOAT64 -> new WasmFloat64Constant(0);
        };
    }

    /** How long {@link #zero} is in a program, about. */
    static int bytesOfZero(WasmType type) {
        if (type instanceof WasmType.Reference) {
            return type instanceof WasmType.SpecialReference ? 2 : 3;
        }
        return switch (((WasmType.Number) type).number) {
            case INT32, INT64 -> 2;
            case FLOAT32 -> 5;
            case FLOAT64 -> 9;
        };
    }
}
