package nabla.web.js;

import org.teavm.jso.JSBody;

/**
 * Spells numbers as {@code Double.toString} and {@code Float.toString} do and reads them as {@code Double.parseDouble}, with
 * JavaScript's digits. TeaVM's own ways need tables that would be a tenth of a small program ({@code
 * nabla.web.teavm.BrowserDecimals} leaves them out).
 */
public final class DecimalText {
    /** Java writes an exponent from 10^7 on and below 10^-3. */
    private static final int LARGE = 7;

    private static final int SMALL = -3;

    private DecimalText() {}

    /** The shortest decimal that is read as this double, such as {@code 0.001}, {@code 1.0E10} or {@code NaN}. */
    public static String of(double value) {
        return of(value, false);
    }

    /** The shortest decimal that is read as this float. */
    public static String of(float value) {
        return of(value, true);
    }

    private static String of(double value, boolean isFloat) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        String sign = value < 0 || 1 / value < 0 ? "-" : "";
        double size = Math.abs(value);
        if (size > Double.MAX_VALUE) {
            return sign + "Infinity";
        }
        return sign + spelled(isFloat ? exponentialOfFloat(size) : exponential(size));
    }

    /**
     * The double nearest to a decimal. Hexadecimal ones are not read.
     *
     * @throws NumberFormatException with Java's words if it is none
     */
    public static double parse(String text) {
        String decimal = text.trim();
        if (decimal.isEmpty()) {
            throw new NumberFormatException("empty String");
        }
        if (!isDecimal(decimal)) {
            throw new NumberFormatException("For input string: \"" + text + "\"");
        }
        return number(decimal);
    }

    @JSBody(
            params = "text",
            script = "return /^[+-]?(NaN|Infinity|([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?[fFdD]?)$/.test(text);")
    private static native boolean isDecimal(String text);

    @JSBody(params = "text", script = "return Number(text.replace(/[fFdD]$/, ''));")
    private static native double number(String text);

    /** In the middle between two decimals Java takes the one whose last digit is even, JavaScript the greater one. */
    @JSBody(
            params = "size",
            script = "var digits = 0, text = size.toExponential(digits), more;"
                    + " while (Math.fround(Number(text)) !== size) { text = size.toExponential(++digits); }"
                    + " more = size.toExponential(digits + 1);"
                    + " return /[02468]5e/.test(more) && Number(more) === size ? more.replace('5e', 'e') : text;")
    private static native String exponentialOfFloat(double size);

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
