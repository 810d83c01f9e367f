package nabla.web.js;

import org.teavm.jso.JSBody;

/**
 * Spells doubles as {@code Double.toString} does, from the digits that JavaScript finds. TeaVM's own way needs tables that
 * would be a tenth of a small program ({@code nabla.web.teavm.BrowserDoubles} leaves them out).
 */
public final class DoubleText {
    /** Java writes an exponent from 10^7 on and below 10^-3. */
    private static final int LARGE = 7;

    private static final int SMALL = -3;

    private DoubleText() {}

    /** The shortest decimal that is read as this number, such as {@code 0.001}, {@code 1.0E10} or {@code NaN}. */
    public static String of(double value) {
        if (value != value) {
            return "NaN";
        }
        String sign = value < 0 || 1 / value < 0 ? "-" : "";
        double size = Math.abs(value);
        return sign + (size > Double.MAX_VALUE ? "Infinity" : spelled(exponential(size)));
    }

    @JSBody(params = "size", script = "return size.toExponential();")
    private static native String exponential(double size);

    /** In Java's words what JavaScript writes as {@code 1.25e-7}. */
    static String spelled(String exponential) {
        int mark = exponential.indexOf('e');
        int exponent = exponent(exponential, mark + 1);
        String digits = exponential.charAt(0) + (mark > 2 ? exponential.substring(2, mark) : "");
        if (exponent < SMALL || exponent >= LARGE) {
            return pointed(digits, 1) + "E" + exponent;
        }
        return exponent < 0 ? "0." + "0".repeat(-exponent - 1) + digits : pointed(digits, exponent + 1);
    }

    /** Reads a sign and what follows it. */
    private static int exponent(String exponential, int start) {
        int size = 0;
        for (int i = start + 1; i < exponential.length(); i++) {
            size = 10 * size + exponential.charAt(i) - '0';
        }
        return exponential.charAt(start) == '-' ? -size : size;
    }

    /** The digits with a point behind so many of them, and at least one behind the point. */
    private static String pointed(String digits, int whole) {
        String enough = digits + "0".repeat(Math.max(0, whole + 1 - digits.length()));
        return enough.substring(0, whole) + "." + enough.substring(whole);
    }
}
