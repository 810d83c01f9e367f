package nabla.io;

/**
 * Numbers as people read them, spelled as C and Python do: rounded from the exact binary value, and a tie to the even
 * digit.
 */
public final class Decimals {
    /** The most significant decimal digits that a double can need to be told from its neighbours. */
    private static final int MOST_DIGITS = 17;

    private Decimals() {}

    /**
     * Returns {@code value} with a fixed number of decimals, such as {@code 0.000220}: C's {@code %.6f}.
     *
     * @param decimals 0 or more
     */
    public static String fixed(double value, int decimals) {
        if (!isFinite(value)) {
            return special(value);
        }
        ExactDecimal exact = ExactDecimal.of(Math.abs(value));
        String digits = exact.rounded(exact.scale() - decimals).digits();
        String padded = digits.length() > decimals ? digits : "0".repeat(decimals + 1 - digits.length()) + digits;
        int point = padded.length() - decimals;
        return sign(value) + padded.substring(0, point) + (decimals == 0 ? "" : "." + padded.substring(point));
    }

    /**
     * Returns {@code value} with an exponent, such as {@code 1.0000e-06}: C's {@code %.4e}.
     *
     * @param decimals how many digits follow the point, 0 or more
     */
    public static String scientific(double value, int decimals) {
        if (!isFinite(value)) {
            return special(value);
        }
        ExactDecimal rounded = significant(value, decimals + 1);
        String digits = rounded.digits();
        String zeros = "0".repeat(Math.max(0, decimals + 1 - digits.length()));
        String fraction = decimals == 0 ? "" : "." + digits.substring(1) + zeros;
        return sign(value) + digits.charAt(0) + fraction + "e" + exponent(value == 0 ? 0 : rounded.exponent());
    }

    /**
     * Returns the shortest decimal that reads back as the same double, as Python's {@code repr} spells it: {@code 0.1},
     * {@code 1.0}, {@code 1e-05}.
     */
    public static String shortest(double value) {
        if (!isFinite(value)) {
            return special(value);
        }
        double size = Math.abs(value);
        int count = 1;
        ExactDecimal rounded = significant(size, count);
        while (count < MOST_DIGITS && size > 0 && !rounded.readsAs(size)) {
            count++;
            rounded = significant(size, count);
        }
        int exponent = size == 0 ? 0 : rounded.exponent();
        if (exponent >= -4 && exponent < 16) {
            return sign(value) + fixed(size, Math.max(1, count - 1 - exponent));
        }
        return sign(value) + scientific(size, count - 1);
    }

    /** The first digits of a size; fewer where it has fewer. */
    private static ExactDecimal significant(double value, int count) {
        ExactDecimal exact = ExactDecimal.of(Math.abs(value));
        int surplus = exact.digits().length() - count;
        if (surplus <= 0) {
            return exact;
        }
        ExactDecimal rounded = exact.rounded(surplus);
        boolean hasCarried = rounded.digits().length() > count;
        return hasCarried ? rounded.rounded(1) : rounded;
    }

    private static boolean isFinite(double value) {
        return Math.abs(value) <= Double.MAX_VALUE;
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    private static String sign(double value) {
        return value < 0 || value == 0 && 1 / value < 0 ? "-" : "";
    }

    /** At least two digits, as C spells it. */
    private static String exponent(int exponent) {
        int size = Math.abs(exponent);
        return (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }
}
