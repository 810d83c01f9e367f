package nabla.web.simd;

import static nabla.web.wasm.Instruction.F32X4_ABS;
import static nabla.web.wasm.Instruction.F32X4_ADD;
import static nabla.web.wasm.Instruction.F32X4_CONVERT_I32X4_S;
import static nabla.web.wasm.Instruction.F32X4_DIV;
import static nabla.web.wasm.Instruction.F32X4_EQ;
import static nabla.web.wasm.Instruction.F32X4_FLOOR;
import static nabla.web.wasm.Instruction.F32X4_LT;
import static nabla.web.wasm.Instruction.F32X4_MUL;
import static nabla.web.wasm.Instruction.F32X4_NE;
import static nabla.web.wasm.Instruction.F32X4_NEAREST;
import static nabla.web.wasm.Instruction.F32X4_PMAX;
import static nabla.web.wasm.Instruction.F32X4_PMIN;
import static nabla.web.wasm.Instruction.F32X4_SUB;
import static nabla.web.wasm.Instruction.I32X4_ADD;
import static nabla.web.wasm.Instruction.I32X4_MUL;
import static nabla.web.wasm.Instruction.I32X4_NE;
import static nabla.web.wasm.Instruction.I32X4_SHL;
import static nabla.web.wasm.Instruction.I32X4_SHR_S;
import static nabla.web.wasm.Instruction.I32X4_SHR_U;
import static nabla.web.wasm.Instruction.I32X4_SUB;
import static nabla.web.wasm.Instruction.I32X4_TRUNC_SAT_F32X4_S;
import static nabla.web.wasm.Instruction.V128_AND;
import static nabla.web.wasm.Instruction.V128_ANDNOT;
import static nabla.web.wasm.Instruction.V128_BITSELECT;
import static nabla.web.wasm.Instruction.V128_OR;
import static nabla.web.wasm.Instruction.V128_XOR;
import static nabla.web.wasm.ValueType.V128;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nabla.op.Primitive;
import nabla.op.RandomBits;
import nabla.web.wasm.Code;
import nabla.web.wasm.Function;
import nabla.web.wasm.Local;
import nabla.web.wasm.WasmModule;

/**
 * The functions of four floats at a time that WebAssembly lacks: range reduction and a polynomial, as in Stephen Moshier's
 * Cephes library. A module has only those that it uses.
 *
 * @see <a href="https://www.netlib.org/cephes/">Cephes</a>
 */
final class MathFunctions {
    private static final float LOG2_E = 1.44269504088896341f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float[] EXP = {
        1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f
    };
    private static final float[] LOG = {
        7.0376836292e-2f,
        -1.1514610310e-1f,
        1.1676998740e-1f,
        -1.2420140846e-1f,
        1.4249322787e-1f,
        -1.6668057665e-1f,
        2.0000714765e-1f,
        -2.4999993993e-1f,
        3.3333331174e-1f
    };
    private static final float[] TANH = {
        -5.70498872745e-3f, 2.06390887954e-2f, -5.37397155531e-2f, 1.33314422036e-1f, -3.33332819422e-1f
    };
    private static final float[] SIN = {-1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f};
    private static final float[] COS = {2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f};

    private final WasmModule module;
    private final Map<Primitive, Function> made = new EnumMap<>(Primitive.class);

    MathFunctions(WasmModule module) {
        this.module = module;
    }

    /** The module's function: takes a vector (a power and a random number: two) and returns one. */
    Function of(Primitive primitive) {
        Function known = made.get(primitive);
        if (known != null) {
            return known;
        }
        Function function =
                module.function(primitive.arity() == 2 ? List.of(V128, V128) : List.of(V128), List.of(V128));
        made.put(primitive, function);
        switch (primitive) {
            case EXP -> exp(function);
            case LOG -> log(function);
            case TANH -> tanh(function);
            case SIN -> sinOrCos(function, false);
            case COS -> sinOrCos(function, true);
            case POWER -> power(function);
            case RANDOM -> random(function);
            default -> throw new IllegalArgumentException("simd: " + primitive + " is an instruction");
        }
        return function;
    }

    /** e^x = 2^n e^r with |r| at most ln(2) / 2; 2^n in two factors, so that the ends of the range come out right. */
    private static void exp(Function function) {
        Code code = function.code();
        Local x = function.parameter(0);
        Local n = function.local(V128);
        Local half = function.local(V128);
        Local y = function.local(V128);
        code.get(x).vector(-104f).op(F32X4_PMAX).vector(89f).op(F32X4_PMIN).set(x);
        code.get(x).vector(LOG2_E).op(F32X4_MUL).op(F32X4_NEAREST).set(n);
        code.get(x).get(n).vector(LN2_HIGH).op(F32X4_MUL).op(F32X4_SUB);
        code.get(n).vector(LN2_LOW).op(F32X4_MUL).op(F32X4_SUB).set(x);
        polynomial(code, x, EXP);
        code.get(x)
                .op(F32X4_MUL)
                .get(x)
                .op(F32X4_MUL)
                .get(x)
                .op(F32X4_ADD)
                .vector(1f)
                .op(F32X4_ADD)
                .set(y);
        code.get(n)
                .op(I32X4_TRUNC_SAT_F32X4_S)
                .tee(n)
                .constant(1)
                .op(I32X4_SHR_S)
                .set(half);
        code.get(n).get(half).op(I32X4_SUB).set(n);
        code.get(y);
        powerOfTwo(code, half);
        code.op(F32X4_MUL);
        powerOfTwo(code, n);
        code.op(F32X4_MUL);
    }

    /** 2^n as a float, for integers n in [-126, 127]. */
    private static void powerOfTwo(Code code, Local n) {
        code.get(n).vector(127).op(I32X4_ADD).constant(23).op(I32X4_SHL);
    }

    /** log x = e ln(2) + log m with m in [sqrt(1/2), sqrt(2)). */
    private static void log(Function function) {
        Code code = function.code();
        Local x = function.parameter(0);
        Local scaled = function.local(V128);
        Local exponent = function.local(V128);
        Local isSmall = function.local(V128);
        Local isTiny = function.local(V128);
        Local square = function.local(V128);
        // Denormal numbers are scaled into the normal range first.
        code.get(x).vector(1.17549435e-38f).op(F32X4_LT).set(isTiny);
        code.get(x)
                .vector(8388608f)
                .op(F32X4_MUL)
                .get(x)
                .get(isTiny)
                .op(V128_BITSELECT)
                .set(scaled);
        code.get(scaled).constant(23).op(I32X4_SHR_U).vector(126).op(I32X4_SUB).op(F32X4_CONVERT_I32X4_S);
        code.get(isTiny).vector(23f).op(V128_AND).op(F32X4_SUB).set(exponent);
        code.get(scaled)
                .vector(0x007FFFFF)
                .op(V128_AND)
                .vector(0x3F000000)
                .op(V128_OR)
                .tee(scaled);
        code.vector(0.707106781186547524f).op(F32X4_LT).set(isSmall);
        code.get(exponent).get(isSmall).vector(1f).op(V128_AND).op(F32X4_SUB).set(exponent);
        code.get(scaled)
                .vector(1f)
                .op(F32X4_SUB)
                .get(isSmall)
                .get(scaled)
                .op(V128_AND)
                .op(F32X4_ADD)
                .set(scaled);
        code.get(scaled).get(scaled).op(F32X4_MUL).set(square);
        polynomial(code, scaled, LOG);
        code.get(scaled).op(F32X4_MUL).get(square).op(F32X4_MUL);
        code.get(exponent).vector(LN2_LOW).op(F32X4_MUL).op(F32X4_ADD);
        code.get(square).vector(0.5f).op(F32X4_MUL).op(F32X4_SUB).get(scaled).op(F32X4_ADD);
        code.get(exponent).vector(LN2_HIGH).op(F32X4_MUL).op(F32X4_ADD).set(scaled);
        // log 0 = -inf, log of less = NaN, log inf = inf, log NaN = NaN.
        code.get(scaled)
                .get(x)
                .get(x)
                .vector(Float.POSITIVE_INFINITY)
                .op(F32X4_LT)
                .op(V128_BITSELECT)
                .set(scaled);
        code.vector(Float.NEGATIVE_INFINITY)
                .get(scaled)
                .get(x)
                .vector(0f)
                .op(F32X4_EQ)
                .op(V128_BITSELECT)
                .set(scaled);
        code.vector(Float.NaN).get(scaled).get(x).vector(0f).op(F32X4_LT).op(V128_BITSELECT);
    }

    /** An odd polynomial near 0, else 1 - 2 / (e^2|x| + 1) with the sign of x. */
    private void tanh(Function function) {
        Code code = function.code();
        Local x = function.parameter(0);
        Local magnitude = function.local(V128);
        Local square = function.local(V128);
        Local near = function.local(V128);
        Local far = function.local(V128);
        code.get(x).op(F32X4_ABS).set(magnitude);
        code.get(x).get(x).op(F32X4_MUL).set(square);
        polynomial(code, square, TANH);
        code.get(square).op(F32X4_MUL).get(x).op(F32X4_MUL).get(x).op(F32X4_ADD).set(near);
        code.vector(1f).vector(2f);
        code.get(magnitude)
                .get(magnitude)
                .op(F32X4_ADD)
                .call(of(Primitive.EXP))
                .vector(1f)
                .op(F32X4_ADD);
        code.op(F32X4_DIV).op(F32X4_SUB);
        code.get(x).vector(0x80000000).op(V128_AND).op(V128_OR).set(far);
        code.get(near)
                .get(far)
                .get(magnitude)
                .vector(0.625f)
                .op(F32X4_LT)
                .op(V128_BITSELECT)
                .set(far);
        code.get(x).get(far).get(x).get(x).op(F32X4_NE).op(V128_BITSELECT);
    }

    /** Subtracts the nearest even multiple of pi / 4; exact to the last places for |x| up to 8192. */
    private static void sinOrCos(Function function, boolean isCos) {
        Code code = function.code();
        Local x = function.parameter(0);
        Local octant = function.local(V128);
        Local sign = function.local(V128);
        Local rest = function.local(V128);
        Local square = function.local(V128);
        Local sine = function.local(V128);
        code.get(x).op(F32X4_ABS).tee(rest).vector(1.27323954473516f).op(F32X4_MUL);
        code.op(I32X4_TRUNC_SAT_F32X4_S)
                .vector(1)
                .op(I32X4_ADD)
                .vector(-2)
                .op(V128_AND)
                .set(octant);
        for (float part : new float[] {0.78515625f, 2.4187564849853515625e-4f, 3.77489497744594108e-8f}) {
            code.get(rest)
                    .get(octant)
                    .op(F32X4_CONVERT_I32X4_S)
                    .vector(part)
                    .op(F32X4_MUL)
                    .op(F32X4_SUB)
                    .set(rest);
        }
        // The sign changes every half turn (octant 4); a cosine is a sine a quarter of a turn (octant 2) later.
        if (isCos) {
            code.get(octant).vector(2).op(I32X4_ADD).set(octant);
            code.get(octant).vector(4).op(V128_AND).constant(29).op(I32X4_SHL).set(sign);
        } else {
            code.get(octant).vector(4).op(V128_AND).constant(29).op(I32X4_SHL);
            code.get(x).vector(0x80000000).op(V128_AND).op(V128_XOR).set(sign);
        }
        code.get(rest).get(rest).op(F32X4_MUL).set(square);
        polynomial(code, square, SIN);
        code.get(square)
                .op(F32X4_MUL)
                .get(rest)
                .op(F32X4_MUL)
                .get(rest)
                .op(F32X4_ADD)
                .set(sine);
        polynomial(code, square, COS);
        code.get(square).op(F32X4_MUL).get(square).op(F32X4_MUL);
        code.get(square).vector(0.5f).op(F32X4_MUL).op(F32X4_SUB).vector(1f).op(F32X4_ADD);
        code.get(sine).get(octant).vector(2).op(V128_AND).vector(0).op(I32X4_NE).op(V128_BITSELECT);
        code.get(sign).op(V128_XOR);
    }

    /**
     * x^y as e^(y log |x|), with the sign of x where y is odd. An error of log |x| is multiplied by y, so large powers lose
     * some of the last places.
     */
    private void power(Function function) {
        Code code = function.code();
        Local x = function.parameter(0);
        Local y = function.parameter(1);
        Local result = function.local(V128);
        Local isWhole = function.local(V128);
        Local half = function.local(V128);
        Local isOdd = function.local(V128);
        code.get(y)
                .get(x)
                .op(F32X4_ABS)
                .call(of(Primitive.LOG))
                .op(F32X4_MUL)
                .call(of(Primitive.EXP))
                .set(result);
        code.get(y).get(y).op(F32X4_FLOOR).op(F32X4_EQ).set(isWhole);
        code.get(y)
                .vector(0.5f)
                .op(F32X4_MUL)
                .tee(half)
                .get(half)
                .op(F32X4_FLOOR)
                .op(F32X4_NE);
        code.get(isWhole).op(V128_AND).set(isOdd);
        code.get(x)
                .get(isOdd)
                .op(V128_AND)
                .vector(0x80000000)
                .op(V128_AND)
                .get(result)
                .op(V128_OR)
                .set(result);
        code.vector(Float.NaN)
                .get(result)
                .get(x)
                .vector(0f)
                .op(F32X4_LT)
                .get(isWhole)
                .op(V128_ANDNOT);
        code.op(V128_BITSELECT).set(result);
        code.vector(1f).get(result).get(y).vector(0f).op(F32X4_EQ).op(V128_BITSELECT);
    }

    /** What {@link RandomBits} tells of a position and a seed. */
    private static void random(Function function) {
        Code code = function.code();
        Local position = function.parameter(0);
        Local seed = function.parameter(1);
        Local second = function.local(V128);
        code.get(seed).vector(RandomBits.SECOND).op(I32X4_ADD).set(second);
        mix(code, seed);
        mix(code, second);
        code.get(position).get(seed).op(I32X4_ADD).set(position);
        mix(code, position);
        code.get(position).get(second).op(V128_XOR).set(position);
        mix(code, position);
        code.get(position).constant(8).op(I32X4_SHR_U).op(F32X4_CONVERT_I32X4_S);
        code.vector(0x1p-24f).op(F32X4_MUL);
    }

    /** {@link RandomBits#mix} of a local, in place. */
    private static void mix(Code code, Local bits) {
        code.get(bits).get(bits).constant(16).op(I32X4_SHR_U).op(V128_XOR);
        code.vector(0x7feb352d).op(I32X4_MUL).set(bits);
        code.get(bits).get(bits).constant(15).op(I32X4_SHR_U).op(V128_XOR);
        code.vector(0x846ca68b).op(I32X4_MUL).set(bits);
        code.get(bits).get(bits).constant(16).op(I32X4_SHR_U).op(V128_XOR).set(bits);
    }

    /** Horner's rule: leaves c0 x^n + c1 x^(n-1) + ... + cn. */
    private static void polynomial(Code code, Local x, float[] coefficients) {
        code.vector(coefficients[0]);
        for (int i = 1; i < coefficients.length; i++) {
            code.get(x).op(F32X4_MUL).vector(coefficients[i]).op(F32X4_ADD);
        }
    }
}
