package nabla.web.simd;

import static nabla.web.wasm.Instruction.DROP;
import static nabla.web.wasm.Instruction.F32X4_ABS;
import static nabla.web.wasm.Instruction.F32X4_CONVERT_I32X4_S;
import static nabla.web.wasm.Instruction.F32X4_FLOOR;
import static nabla.web.wasm.Instruction.F32X4_NE;
import static nabla.web.wasm.Instruction.F32X4_NEAREST;
import static nabla.web.wasm.Instruction.F32X4_NEG;
import static nabla.web.wasm.Instruction.F32X4_PMAX;
import static nabla.web.wasm.Instruction.F32X4_PMIN;
import static nabla.web.wasm.Instruction.F32X4_SPLAT;
import static nabla.web.wasm.Instruction.F32X4_SQRT;
import static nabla.web.wasm.Instruction.F32_ABS;
import static nabla.web.wasm.Instruction.F32_CONVERT_I32_S;
import static nabla.web.wasm.Instruction.F32_FLOOR;
import static nabla.web.wasm.Instruction.F32_NE;
import static nabla.web.wasm.Instruction.F32_NEG;
import static nabla.web.wasm.Instruction.F32_SQRT;
import static nabla.web.wasm.Instruction.I32X4_NE;
import static nabla.web.wasm.Instruction.I32X4_NEG;
import static nabla.web.wasm.Instruction.I32X4_SPLAT;
import static nabla.web.wasm.Instruction.I32X4_TRUNC_SAT_F32X4_S;
import static nabla.web.wasm.Instruction.I32_MUL;
import static nabla.web.wasm.Instruction.I32_NE;
import static nabla.web.wasm.Instruction.I32_TRUNC_SAT_F32_S;
import static nabla.web.wasm.Instruction.SELECT;
import static nabla.web.wasm.Instruction.V128_BITSELECT;

import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.Primitive;
import nabla.web.wasm.Code;
import nabla.web.wasm.Local;
import nabla.web.wasm.MemoryInstruction;
import nabla.web.wasm.ValueType;

/** Writes single operations on the values that lie on the stack, each for a scalar and for a vector of four. */
final class Operations {
    /** From here on floats are no 32-bit integers. */
    private static final float INTEGERS = 0x1p31f;

    /** Up to here float32 holds every integer: powers of integers are computed in it. */
    private static final float EXACT = 0x1p24f;

    private final Nest nest;
    private final MathFunctions functions;
    private final BinaryOperations binary;

    Operations(Nest nest, MathFunctions functions) {
        this.nest = nest;
        this.functions = functions;
        this.binary = new BinaryOperations(nest);
    }

    ValueType valueType(DType type, boolean vector) {
        if (type == DType.FLOAT64) {
            throw new UnsupportedOperationException("simd: float64 is not supported; the device computes in float32."
                    + "\n  Hint: convert with toType(DType.FLOAT32), or use the device \"reference\".");
        }
        return vector ? ValueType.V128 : type.isFloat() ? ValueType.F32 : ValueType.I32;
    }

    MemoryInstruction scalarLoad(DType type) {
        return type.isFloat()
                ? MemoryInstruction.F32_LOAD
                : type.bytes() == 1 ? MemoryInstruction.I32_LOAD8_U : MemoryInstruction.I32_LOAD;
    }

    void zero(Code code, DType type) {
        if (type.isFloat()) {
            code.constant(0f);
        } else {
            code.constant(0);
        }
    }

    void constant(Code code, Expr constant) {
        if (constant.type().isFloat()) {
            code.constant((float) constant.value());
        } else {
            code.constant(integer(constant));
        }
    }

    void vectorConstant(Code code, Expr constant) {
        if (constant.type().isFloat()) {
            code.vector((float) constant.value());
        } else {
            code.vector(constant.type() == DType.BOOL ? -integer(constant) : integer(constant));
        }
    }

    private static int integer(Expr constant) {
        if (constant.type() == DType.BOOL) {
            return constant.value() != 0 ? 1 : 0;
        }
        int value = (int) constant.value();
        if (value != constant.value() && Double.isFinite(constant.value())) {
            throw new ArithmeticException(Finding.beyond("the constant " + constant.value()));
        }
        return value;
    }

    /** Takes a scalar, leaves a vector of four. */
    void splat(Code code, DType type) {
        if (type == DType.BOOL) {
            code.constant(-1).op(I32_MUL);
        }
        code.op(type.isFloat() ? F32X4_SPLAT : I32X4_SPLAT);
    }

    /** Turns the value into what is stored: truth values in memory are 0 or 1. */
    void toMemory(DType type, boolean vector) {
        if (vector && type == DType.BOOL) {
            nest.code().op(I32X4_NEG);
        }
    }

    /** Whether only the first argument is taken from the stack: a power with a small constant exponent. */
    boolean isShortcut(Expr expression) {
        if (expression.primitive() != Primitive.POWER || expression.argument(1).primitive() != Primitive.CONSTANT) {
            return false;
        }
        double exponent = expression.argument(1).value();
        boolean isSmall = exponent == Math.floor(exponent) && Math.abs(exponent) <= 8;
        return isSmall && (exponent >= 0 || expression.type().isFloat())
                || expression.type().isFloat() && (exponent == 0.5 || exponent == -0.5);
    }

    void shortcut(Code code, Expr power, boolean vector) {
        DType type = power.type();
        double exponent = power.argument(1).value();
        int magnitude = (int) Math.abs(exponent);
        if (magnitude != Math.abs(exponent)) {
            code.op(vector ? F32X4_SQRT : F32_SQRT);
        } else if (magnitude == 0) {
            code.op(DROP);
            one(code, type, vector);
        } else {
            Local base = nest.local(valueType(type, vector));
            code.set(base);
            code.get(base);
            for (int i = 1; i < magnitude; i++) {
                code.get(base);
                binary(code, Primitive.MULTIPLY, type, vector);
            }
        }
        if (exponent < 0) {
            Local positive = nest.local(valueType(type, vector));
            code.set(positive);
            one(code, type, vector);
            code.get(positive);
            binary(code, Primitive.DIVIDE, type, vector);
        }
    }

    private static void one(Code code, DType type, boolean vector) {
        Expr one = Expr.constant(1, type);
        if (vector && type.isFloat()) {
            code.vector(1f);
        } else if (vector) {
            code.vector(integer(one));
        } else if (type.isFloat()) {
            code.constant(1f);
        } else {
            code.constant(1);
        }
    }

    /** Takes the expression's arguments, leaves its value. */
    void apply(Code code, Expr expression, boolean vector) {
        Primitive primitive = expression.primitive();
        DType type = expression.argument(primitive == Primitive.SELECT ? 1 : 0).type();
        switch (primitive) {
            case NEGATE, ABSOLUTE, SQRT, FLOOR -> unary(code, primitive, type, vector);
            case EXP, LOG, SIN, COS, TANH, POWER -> function(code, primitive, type, vector);
            case SELECT -> select(code, type, vector);
            case CAST -> cast(code, type, expression.type(), vector);
            case MAXIMUM, MINIMUM -> limit(code, expression, vector);
            case IS_NAN -> isNaN(code, type, vector);
            case RANDOM -> random(code, vector);
            default -> binary(code, primitive, type, vector);
        }
    }

    /** Beside a constant the quicker instruction will do: it, too, keeps a NaN that comes first. */
    private void limit(Code code, Expr expression, boolean vector) {
        Expr bound = expression.argument(1);
        boolean isNumber = bound.primitive() == Primitive.CONSTANT && !Double.isNaN(bound.value());
        if (vector && isNumber && expression.type().isFloat()) {
            code.op(expression.primitive() == Primitive.MAXIMUM ? F32X4_PMAX : F32X4_PMIN);
        } else {
            binary(code, expression.primitive(), expression.type(), vector);
        }
    }

    private void isNaN(Code code, DType type, boolean vector) {
        Local value = nest.local(valueType(type, vector));
        code.tee(value).get(value).op(vector ? F32X4_NE : F32_NE);
    }

    private void random(Code code, boolean vector) {
        if (!vector) {
            Local seed = nest.local(ValueType.I32);
            code.set(seed).op(I32X4_SPLAT).get(seed).op(I32X4_SPLAT);
        }
        code.call(functions.of(Primitive.RANDOM));
        if (!vector) {
            code.extractFloat(0);
        }
    }

    private void unary(Code code, Primitive primitive, DType type, boolean vector) {
        if (type.isFloat()) {
            code.op(
                    switch (primitive) {
                        case NEGATE -> vector ? F32X4_NEG : F32_NEG;
                        case ABSOLUTE -> vector ? F32X4_ABS : F32_ABS;
                        case SQRT -> vector ? F32X4_SQRT : F32_SQRT;
                        default -> vector ? F32X4_FLOOR : F32_FLOOR;
                    });
        } else if (primitive == Primitive.SQRT) {
            throw new UnsupportedOperationException("simd: the square root of a " + type + " needs a cast to float32");
        } else if (primitive == Primitive.NEGATE || primitive == Primitive.ABSOLUTE) {
            Local value = nest.local(valueType(type, vector));
            code.set(value);
            if (vector) {
                code.vector(0);
            } else {
                code.constant(0);
            }
            code.get(value);
            binary(code, Primitive.SUBTRACT, type, vector);
            if (primitive == Primitive.ABSOLUTE) {
                code.get(value);
                binary(code, Primitive.MAXIMUM, type, vector);
            }
        }
    }

    /** Functions exist for vectors; a scalar is computed as the first lane of one, so both give equal bits. */
    private void function(Code code, Primitive primitive, DType type, boolean vector) {
        boolean isInteger = !type.isFloat();
        boolean isPower = primitive == Primitive.POWER;
        if (isPower && (isInteger || !vector)) {
            Local exponent = nest.local(valueType(type, vector));
            code.set(exponent);
            toFloats(code, isInteger, vector);
            code.get(exponent);
        }
        toFloats(code, isInteger, vector);
        code.call(functions.of(primitive));
        if (isInteger) {
            Local result = nest.local(ValueType.V128);
            code.tee(result);
            nest.guard().magnitude(code, EXACT, true);
            code.get(result).op(F32X4_NEAREST).op(I32X4_TRUNC_SAT_F32X4_S);
        }
        if (!vector && isInteger) {
            code.extractInt(0);
        } else if (!vector) {
            code.extractFloat(0);
        }
    }

    private static void toFloats(Code code, boolean isInteger, boolean vector) {
        if (!vector) {
            code.op(isInteger ? I32X4_SPLAT : F32X4_SPLAT);
        }
        if (isInteger) {
            code.op(F32X4_CONVERT_I32X4_S);
        }
    }

    private void select(Code code, DType type, boolean vector) {
        if (vector) {
            Local no = nest.local(ValueType.V128);
            Local yes = nest.local(ValueType.V128);
            Local condition = nest.local(ValueType.V128);
            code.set(no).set(yes).set(condition);
            code.get(yes).get(no).get(condition).op(V128_BITSELECT);
        } else {
            Local no = nest.local(valueType(type, false));
            Local yes = nest.local(valueType(type, false));
            Local condition = nest.local(ValueType.I32);
            code.set(no).set(yes).set(condition);
            code.get(yes).get(no).get(condition).op(SELECT);
        }
    }

    private void cast(Code code, DType from, DType to, boolean vector) {
        if (to == DType.BOOL) {
            if (from.isFloat()) {
                if (vector) {
                    code.vector(0f).op(F32X4_NE);
                } else {
                    code.constant(0f).op(F32_NE);
                }
            } else if (vector) {
                code.vector(0).op(I32X4_NE);
            } else {
                code.constant(0).op(I32_NE);
            }
            return;
        }
        if (vector && from == DType.BOOL) {
            code.op(I32X4_NEG);
        }
        if (from.isFloat() && !to.isFloat()) {
            Local value = nest.local(valueType(from, vector));
            code.tee(value);
            nest.guard().magnitude(code, INTEGERS, vector);
            code.get(value);
            code.op(vector ? I32X4_TRUNC_SAT_F32X4_S : I32_TRUNC_SAT_F32_S);
        } else if (!from.isFloat() && to.isFloat()) {
            code.op(vector ? F32X4_CONVERT_I32X4_S : F32_CONVERT_I32_S);
        }
    }

    /** Takes two values of the type, leaves the result. */
    void binary(Code code, Primitive primitive, DType type, boolean vector) {
        binary.write(code, primitive, type, vector);
    }
}
