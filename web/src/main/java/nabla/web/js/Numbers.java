package nabla.web.js;

import org.teavm.jso.JSBody;

/** Numbers as text, without {@code String.format}, which would add 195 KB to the program. */
public final class Numbers {
    private Numbers() {}

    /** The number with so many digits after the point: 0.967, or 18000 with none. */
    @JSBody(
            params = {"value", "digits"},
            script = "return Number(value).toFixed(digits);")
    public static native String fixed(double value, int digits);

    /** The number with as many digits as it has, and no more. */
    @JSBody(params = "value", script = "return String(value);")
    public static native String plain(double value);

    /** The integer part with commas between thousands: 18,000. */
    public static String grouped(double value) {
        String digits = fixed(Math.abs(value), 0);
        StringBuilder text = new StringBuilder(value < 0 ? "−" : "");
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** So many things: 1 step, 18,000 steps. */
    public static String counted(double count, String thing) {
        return grouped(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /** A loss or another small number, with enough digits to see it change. */
    public static String measured(double value) {
        if (Double.isNaN(value)) {
            return "not a number";
        }
        double size = Math.abs(value);
        if (Double.isInfinite(value) || size >= 1e6) {
            return "over a million";
        }
        return fixed(value, size >= 100 ? 1 : size >= 1 ? 3 : 4);
    }

    /** A time in seconds as a person says it, in any language: < 1 s, 8 s, 1 min 20 s, 2 h 5 min. */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 1) {
            return "< 1 s";
        }
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return whole / 60 + " min " + whole % 60 + " s";
        }
        return whole / 3600 + " h " + whole / 60 % 60 + " min";
    }
}
