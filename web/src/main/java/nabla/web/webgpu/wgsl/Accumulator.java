package nabla.web.webgpu.wgsl;

import java.util.Locale;
import nabla.compile.Kernel;
import nabla.compile.Reduction;
import nabla.op.DType;
import nabla.op.Expr;

/**
 * How a reduction's values become one, as WGSL: the type that is carried along, its first value, and the function
 * that combines two. Positions travel with their values, and of equal values the smaller position wins, so that the order of
 * combining does not matter. NaN beats all numbers.
 *
 * @param of the values' type
 * @param checked whether integers may need more than 32 bits, which is then noted
 */
record Accumulator(Reduction reduction, DType of, boolean checked) {
    private static final String NAN_WINS = "let a_nan = is_nan(a.value);\n    let b_nan = is_nan(b.value);\n"
            + "    if (a_nan || b_nan) {\n"
            + "        if (b_nan && (!a_nan || b.position < a.position)) {\n            return b;\n        }\n"
            + "        return a;\n    }\n    ";

    static Accumulator of(Kernel kernel) {
        Expr body = kernel.body();
        Reduction reduction = kernel.reduction();
        if (body == null || reduction == null) {
            throw new IllegalArgumentException("webgpu: the kernel " + kernel.label() + " reduces nothing.");
        }
        return new Accumulator(reduction, body.type(), new Ranges(kernel).reductionOverflows());
    }

    private boolean whole() {
        return !of.isFloat();
    }

    private String scalar() {
        return whole() ? "i32" : "f32";
    }

    String type() {
        return reduction.isPosition() ? best() : scalar();
    }

    private String best() {
        return "Best_" + scalar();
    }

    /** The two values as one. */
    String combined(String a, String b) {
        return function() + "(" + a + ", " + b + ")";
    }

    private String function() {
        return "combine_" + reduction.toString().toLowerCase(Locale.ROOT) + "_" + scalar()
                + (checked ? "_checked" : "");
    }

    /** What combining leaves as it is. */
    String first() {
        return reduction.isPosition() ? best() + "(" + firstNumber() + ", 2147483647)" : firstNumber();
    }

    /** The first value without its position. */
    String firstNumber() {
        switch (reduction) {
            case SUM:
                return whole() ? "0" : "0.0f";
            case PRODUCT:
                return whole() ? "1" : "1.0f";
            case MAXIMUM, ARGMAX:
                return whole() ? "i32(-2147483648)" : "-run.infinity";
            default:
                return whole() ? "2147483647" : "run.infinity";
        }
    }

    /** Whether a value that comes later in order wins against another. */
    String isBetter(String later, String earlier) {
        String better = reduction == Reduction.ARGMAX ? earlier + " < " + later : later + " < " + earlier;
        return whole() ? "(" + better + ")" : "((" + better + ") | (is_nan(" + later + ") & !is_nan(" + earlier + ")))";
    }

    /** A value as a number. */
    String number(String value) {
        return of == DType.BOOL ? "i32(" + value + ")" : value;
    }

    /** The value to combine for one element. */
    String element(String value, String position) {
        return reduction.isPosition() ? best() + "(" + number(value) + ", i32(" + position + "))" : number(value);
    }

    /** What the stores see as the accumulator. */
    String result(String total) {
        return reduction.isPosition() ? total + ".position" : total;
    }

    /** Says what the code that combines needs. */
    void declare(LaunchCode code) {
        String type = type();
        if (reduction.isPosition()) {
            code.helper("struct " + type + " {\n    value: " + scalar() + ",\n    position: i32,\n}\n");
        }
        code.helper(
                "fn " + function() + "(a: " + type + ", b: " + type + ") -> " + type + " {\n    " + body() + "\n}\n");
    }

    /** Whether c is not the product of the integers a and b. */
    static String productOverflows(String a, String b, String c) {
        return "((" + b + " != 0) & ((" + c + " / " + b + " != " + a + ") | ((" + b + " == -1) & (" + a
                + " == i32(-2147483648)))))";
    }

    private String body() {
        switch (reduction) {
            case SUM:
                return checked
                        ? "let c = a + b;\n    if (((a ^ c) & (b ^ c)) < 0) { " + Faults.overflow()
                                + " }\n    return c;"
                        : "return a + b;";
            case PRODUCT:
                return checked
                        ? "let c = a * b;\n    if (" + productOverflows("a", "b", "c") + ") { " + Faults.overflow()
                                + " }\n    return c;"
                        : "return a * b;";
            case MAXIMUM:
                return whole() ? "return max(a, b);" : "return select(a, b, (a < b) | is_nan(b));";
            case MINIMUM:
                return whole() ? "return min(a, b);" : "return select(a, b, (b < a) | is_nan(b));";
            default:
                String better = reduction == Reduction.ARGMAX ? "a.value < b.value" : "b.value < a.value";
                return (whole() ? "" : NAN_WINS) + "if ((" + better
                        + ") || ((a.value == b.value) && (b.position < a.position))) {\n"
                        + "        return b;\n    }\n    return a;";
        }
    }
}
