package nabla.web.stepper;

import nabla.trace.Text;

/** How long steps took, as text. The browser's clock is coarse: below a tenth of a millisecond it tells nothing. */
final class Times {
    /** Whose times they are. */
    static final Text WHOSE =
            Text.of("Time of the replay in float64, one operation after another; not the device’s time.");

    private Times() {}

    /** Such as {@code 0.4 ms}. */
    static String text(double milliseconds) {
        return number(milliseconds) + " ms";
    }

    /** Such as {@code 0.4}, {@code <0.1} or {@code 120}. */
    static String number(double milliseconds) {
        long tenths = Math.round(milliseconds * 10);
        if (tenths < 1) {
            return "<0.1";
        }
        return tenths < 100 ? tenths / 10 + "." + tenths % 10 : String.valueOf(Math.round(milliseconds));
    }
}
