package nabla.board;

import nabla.io.Decimals;

/** Numbers as alarms tell them. */
final class Text {
    private Text() {}

    /** Two digits or so: 0.29, 12, 1.8e-7. */
    static String of(double value) {
        double size = Math.abs(value);
        if (size >= 0.01 && size < 1e4) {
            return Decimals.fixed(value, size >= 10 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3);
        }
        return Decimals.scientific(value, 1)
                .replace("e-0", "e-")
                .replace("e+0", "e")
                .replace("e+", "e");
    }

    static String percent(double share) {
        return Decimals.fixed(100 * share, 0) + " %";
    }
}
