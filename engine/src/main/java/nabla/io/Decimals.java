package nabla.io;

/** Numbers as people read them. */
public final class Decimals {
    /** Numbers from here on have no room for decimals in a double and are spelled with an exponent. */
    private static final double LARGEST = 1e15;

    private Decimals() {}

    /**
     * Returns {@code value} with a fixed number of decimals, such as {@code 0.000220}: C's {@code %.6f}. What is not
     * finite, or 10¹⁵ and more in size, is spelled as Java does.
     *
     * @param decimals 0 to 15
     */
    public static String fixed(double value, int decimals) {
        double size = Math.abs(value);
        if (!(size < LARGEST)) {
            return Double.toString(value);
        }
        long unit = 1;
        for (int i = 0; i < decimals; i++) {
            unit *= 10;
        }
        long whole = (long) size;
        long fraction = (long) ((size - whole) * unit + 0.5);
        if (fraction == unit) {
            whole++;
            fraction = 0;
        }
        String sign = value < 0 && (whole > 0 || fraction > 0) ? "-" : "";
        if (decimals == 0) {
            return sign + whole;
        }
        String digits = Long.toString(fraction);
        return sign + whole + "." + "0".repeat(decimals - digits.length()) + digits;
    }
}
