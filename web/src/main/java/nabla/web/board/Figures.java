package nabla.web.board;

import nabla.web.js.Numbers;
import org.teavm.jso.JSBody;

/** Numbers of very different sizes in few letters: 0.29, 12, 1.8e-7. */
final class Figures {
    private Figures() {}

    static String of(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "no number";
        }
        if (value == 0 || size >= 0.01 && size < 1e4) {
            String digits = Numbers.fixed(size, value == 0 || size >= 100 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3);
            return value < 0 ? "−" + digits : digits;
        }
        return exponential(value).replace('-', '−');
    }

    @JSBody(params = "value", script = "return value.toExponential(1).replace('+','');")
    private static native String exponential(double value);
}
