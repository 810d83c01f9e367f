package nabla.web.page;

import nabla.web.js.Numbers;

/** Where numbers lie on an axis, and which round numbers to write beside it. */
record Scale(double from, double to, double start, double end) {
    /** The dot on the screen for the value. */
    double place(double value) {
        return start + (value - from) / (to - from) * (end - start);
    }

    /** The value at the dot. */
    double value(double place) {
        return from + (place - start) / (end - start) * (to - from);
    }

    /** The distance between marks such that there are at most {@code count} of them: 1, 2 or 5 times a power of ten. */
    double spacing(int count) {
        double rough = (to - from) / count;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough * 0.999) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** A mark's text, with as many digits as the spacing has. */
    static String label(double value, double spacing) {
        if (spacing >= 1) {
            return Math.abs(value) >= 10_000 && value % 1000 == 0
                    ? Numbers.grouped(value / 1000) + "k"
                    : Numbers.grouped(value);
        }
        return Numbers.fixed(value, (int) Math.ceil(-Math.log10(spacing) - 1e-9));
    }
}
