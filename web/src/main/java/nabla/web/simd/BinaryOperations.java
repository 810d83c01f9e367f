package nabla.web.simd;

import static nabla.web.wasm.Instruction.F32X4_ADD;
import static nabla.web.wasm.Instruction.F32X4_CONVERT_I32X4_S;
import static nabla.web.wasm.Instruction.F32X4_DIV;
import static nabla.web.wasm.Instruction.F32X4_EQ;
import static nabla.web.wasm.Instruction.F32X4_LE;
import static nabla.web.wasm.Instruction.F32X4_LT;
import static nabla.web.wasm.Instruction.F32X4_MAX;
import static nabla.web.wasm.Instruction.F32X4_MIN;
import static nabla.web.wasm.Instruction.F32X4_MUL;
import static nabla.web.wasm.Instruction.F32X4_SUB;
import static nabla.web.wasm.Instruction.F32_ADD;
import static nabla.web.wasm.Instruction.F32_CONVERT_I32_S;
import static nabla.web.wasm.Instruction.F32_DIV;
import static nabla.web.wasm.Instruction.F32_EQ;
import static nabla.web.wasm.Instruction.F32_LE;
import static nabla.web.wasm.Instruction.F32_LT;
import static nabla.web.wasm.Instruction.F32_MAX;
import static nabla.web.wasm.Instruction.F32_MIN;
import static nabla.web.wasm.Instruction.F32_MUL;
import static nabla.web.wasm.Instruction.F32_SUB;
import static nabla.web.wasm.Instruction.I32X4_ADD;
import static nabla.web.wasm.Instruction.I32X4_EQ;
import static nabla.web.wasm.Instruction.I32X4_GE_S;
import static nabla.web.wasm.Instruction.I32X4_GT_S;
import static nabla.web.wasm.Instruction.I32X4_LE_S;
import static nabla.web.wasm.Instruction.I32X4_LT_S;
import static nabla.web.wasm.Instruction.I32X4_MAX_S;
import static nabla.web.wasm.Instruction.I32X4_MIN_S;
import static nabla.web.wasm.Instruction.I32X4_MUL;
import static nabla.web.wasm.Instruction.I32X4_SUB;
import static nabla.web.wasm.Instruction.I32_ADD;
import static nabla.web.wasm.Instruction.I32_AND;
import static nabla.web.wasm.Instruction.I32_DIV_S;
import static nabla.web.wasm.Instruction.I32_EQ;
import static nabla.web.wasm.Instruction.I32_GT_S;
import static nabla.web.wasm.Instruction.I32_LE_S;
import static nabla.web.wasm.Instruction.I32_LT_S;
import static nabla.web.wasm.Instruction.I32_LT_U;
import static nabla.web.wasm.Instruction.I32_MUL;
import static nabla.web.wasm.Instruction.I32_OR;
import static nabla.web.wasm.Instruction.I32_SUB;
import static nabla.web.wasm.Instruction.I32_XOR;
import static nabla.web.wasm.Instruction.SELECT;
import static nabla.web.wasm.Instruction.V128_AND;
import static nabla.web.wasm.Instruction.V128_OR;
import static nabla.web.wasm.Instruction.V128_XOR;

import nabla.op.DType;
import nabla.op.Primitive;
import nabla.web.wasm.Code;
import nabla.web.wasm.Instruction;
import nabla.web.wasm.Local;
import nabla.web.wasm.ValueType;

/**
 * Writes operations of two values that lie on the stack, for floats, integers and truth values. The greater and the lesser of
 * a number and NaN is NaN.
 */
final class BinaryOperations {
    /** Less than 2^31 by more than the roundings of a product of two integers in float32 can take away. */
    private static final float NEARLY_32_BITS = 0x1.fffffp30f;

    private final Nest nest;

    BinaryOperations(Nest nest) {
        this.nest = nest;
    }

    /** Takes two values of the type, leaves the result. */
    void write(Code code, Primitive primitive, DType type, boolean vector) {
        if (type == DType.BOOL) {
            truth(code, primitive, vector);
        } else if (type.isFloat()) {
            floats(code, primitive, vector);
        } else {
            integers(code, primitive, vector);
        }
    }

    private void floats(Code code, Primitive primitive, boolean vector) {
        code.op(
                switch (primitive) {
                    case ADD -> vector ? F32X4_ADD : F32_ADD;
                    case SUBTRACT -> vector ? F32X4_SUB : F32_SUB;
                    case MULTIPLY -> vector ? F32X4_MUL : F32_MUL;
                    case DIVIDE -> vector ? F32X4_DIV : F32_DIV;
                    case MAXIMUM -> vector ? F32X4_MAX : F32_MAX;
                    case MINIMUM -> vector ? F32X4_MIN : F32_MIN;
                    case LESS -> vector ? F32X4_LT : F32_LT;
                    case LESS_EQUAL -> vector ? F32X4_LE : F32_LE;
                    case EQUAL -> vector ? F32X4_EQ : F32_EQ;
                    default -> throw new IllegalArgumentException("simd: " + primitive + " is not binary");
                });
    }

    private void integers(Code code, Primitive primitive, boolean vector) {
        if (primitive == Primitive.DIVIDE) {
            divide(code, vector);
            return;
        }
        if (!vector && (primitive == Primitive.MAXIMUM || primitive == Primitive.MINIMUM)) {
            Local a = nest.local(ValueType.I32);
            Local b = nest.local(ValueType.I32);
            code.set(b).set(a).get(b).get(a).get(a).get(b);
            code.op(primitive == Primitive.MAXIMUM ? I32_LT_S : I32_GT_S).op(SELECT);
            return;
        }
        if (primitive == Primitive.ADD || primitive == Primitive.SUBTRACT || primitive == Primitive.MULTIPLY) {
            guarded(code, primitive, vector);
            return;
        }
        code.op(
                switch (primitive) {
                    case MAXIMUM -> I32X4_MAX_S;
                    case MINIMUM -> I32X4_MIN_S;
                    case LESS -> vector ? I32X4_LT_S : I32_LT_S;
                    case LESS_EQUAL -> vector ? I32X4_LE_S : I32_LE_S;
                    case EQUAL -> vector ? I32X4_EQ : I32_EQ;
                    default -> throw new IllegalArgumentException("simd: " + primitive + " is not binary");
                });
    }

    /** Notes results beyond 32 bits; of a product also some that nearly are, since the check multiplies floats. */
    private void guarded(Code code, Primitive primitive, boolean vector) {
        ValueType type = vector ? ValueType.V128 : ValueType.I32;
        Local a = nest.local(type);
        Local b = nest.local(type);
        Local result = nest.local(type);
        code.set(b).set(a);
        if (primitive == Primitive.MULTIPLY) {
            Instruction toFloat = vector ? F32X4_CONVERT_I32X4_S : F32_CONVERT_I32_S;
            code.get(a).op(toFloat).get(b).op(toFloat).op(vector ? F32X4_MUL : F32_MUL);
            nest.guard().magnitude(code, NEARLY_32_BITS, vector);
            code.get(a).get(b).op(vector ? I32X4_MUL : I32_MUL);
            return;
        }
        boolean adds = primitive == Primitive.ADD;
        code.get(a).get(b);
        code.op(adds ? vector ? I32X4_ADD : I32_ADD : vector ? I32X4_SUB : I32_SUB)
                .set(result);
        // A sum overflows if its sign differs from both terms'; a difference if it and the second differ from the
        // first.
        Instruction xor = vector ? V128_XOR : I32_XOR;
        code.get(a).get(result).op(xor);
        code.get(adds ? b : a).get(adds ? result : b).op(xor);
        code.op(vector ? V128_AND : I32_AND);
        nest.guard().overflowing(code, vector);
        code.get(result);
    }

    /** Truncates; x / 0 is 0, and the least integer divided by -1 is itself, where WebAssembly would trap. */
    private void divide(Code code, boolean vector) {
        if (!vector) {
            Local a = nest.local(ValueType.I32);
            Local b = nest.local(ValueType.I32);
            code.set(b).set(a);
            code.get(b).constant(1).op(I32_ADD).constant(2).op(I32_LT_U).ifTrue(ValueType.I32);
            code.get(a).get(b);
            guarded(code, Primitive.MULTIPLY, false);
            code.orElse().get(a).get(b).op(I32_DIV_S).end();
            return;
        }
        Local a = nest.local(ValueType.V128);
        Local b = nest.local(ValueType.V128);
        code.set(b).set(a).vector(0);
        for (int lane = 0; lane < 4; lane++) {
            code.get(a).extractInt(lane).get(b).extractInt(lane);
            divide(code, false);
            code.replaceInt(lane);
        }
    }

    private static void truth(Code code, Primitive primitive, boolean vector) {
        switch (primitive) {
            case ADD, MAXIMUM -> code.op(vector ? V128_OR : I32_OR);
            case MULTIPLY, MINIMUM -> code.op(vector ? V128_AND : I32_AND);
            case SUBTRACT -> code.op(vector ? V128_XOR : I32_XOR);
            case EQUAL -> code.op(vector ? I32X4_EQ : I32_EQ);
            case LESS -> code.op(vector ? I32X4_GT_S : I32_LT_S);
            case LESS_EQUAL -> code.op(vector ? I32X4_GE_S : I32_LE_S);
            default -> throw new IllegalArgumentException("simd: " + primitive + " of truth values");
        }
    }
}
