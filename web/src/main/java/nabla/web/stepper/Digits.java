package nabla.web.stepper;

/** Numbers as text, without the browser: with a real minus, in few characters or with so many digits. */
final class Digits {
    private static final long[] POWERS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Digits() {}

    /** With so many significant digits: 0.01096, 1.096e-2 where that would be long, 12.5. */
    static String exact(double value, int digits) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        int exponent = exponent(value, digits);
        if (exponent < -4 || exponent >= Math.max(digits, 6)) {
            return power(value, digits, exponent);
        }
        return sign(value) + fixed(Math.abs(value), Math.max(0, Math.min(8, digits - 1 - exponent)));
    }

    /** As 1.096412e-02. */
    static String scientific(double value, int digits) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value == 0 ? fixed(0, digits - 1) + "e+00" : exact(value, digits);
        }
        int exponent = exponent(value, digits);
        double mantissa = scaled(Math.abs(value), -exponent);
        int size = Math.abs(exponent);
        return sign(value) + fixed(mantissa, digits - 1) + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    private static String power(double value, int digits, int exponent) {
        String mantissa = fixed(scaled(Math.abs(value), -exponent), digits - 1);
        return sign(value) + mantissa + "e" + (exponent < 0 ? "−" : "") + Math.abs(exponent);
    }

    /** In at most so many characters (three at least), for a cell of a picture: .12, 1.3, 12, 3e-5. */
    static String brief(double value, int room) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (value == 0) {
            return "0";
        }
        String sign = sign(value);
        double size = Math.abs(value);
        int left = room - sign.length();
        if (Double.isInfinite(value)) {
            return sign + "∞";
        }
        double least = 0.5 / POWERS[Math.max(1, Math.min(8, left - 1))];
        if (size < Math.max(least, left >= 4 ? 0.00095 : 0.0095) || size >= 9999.5) {
            int exponent = exponent(value, 1);
            return sign + Math.round(scaled(size, -exponent)) + "e" + (exponent < 0 ? "−" : "") + Math.abs(exponent);
        }
        int whole = size < 0.9995 ? 0 : size < 9.995 ? 1 : size < 99.95 ? 2 : size < 999.5 ? 3 : 4;
        String text = fixed(size, Math.max(0, left - whole - 1));
        return sign + (whole == 0 && text.startsWith("0.") ? text.substring(1) : text);
    }

    static String sign(double value) {
        return value < 0 ? "−" : "";
    }

    /** The power of ten of the first digit, once the value has been rounded to so many. */
    private static int exponent(double value, int digits) {
        int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
        double mantissa = scaled(Math.abs(value), -exponent);
        if (mantissa < 1) {
            exponent--;
            mantissa *= 10;
        }
        double unit = POWERS[Math.min(8, digits - 1)];
        return Math.round(mantissa * unit) >= 10 * unit ? exponent + 1 : exponent;
    }

    private static double scaled(double value, int power) {
        return power > 300 ? value * 1e300 * Math.pow(10, power - 300.0) : value * Math.pow(10, power);
    }

    /** A value from 0 to below 1e9 with so many digits, 8 at most, after the point. */
    private static String fixed(double value, int digits) {
        long unit = POWERS[digits];
        long whole = Math.round(value * unit);
        if (digits == 0) {
            return String.valueOf(whole);
        }
        String rest = String.valueOf(whole % unit);
        StringBuilder text = new StringBuilder().append(whole / unit).append('.');
        for (int i = rest.length(); i < digits; i++) {
            text.append('0');
        }
        return text.append(rest).toString();
    }
}
