package nabla.web.stepper;

import java.util.Arrays;
import nabla.trace.Text;

/** Where playing stops: at lines, and where a gradient is too large or is no number. */
final class Breakpoints {
    private boolean[] lines = new boolean[128];
    private double limit = Double.POSITIVE_INFINITY;
    private boolean atNan;

    /** Sets the breakpoint at the line, or takes it away; whether it is there now. */
    boolean toggle(int line) {
        if (line >= lines.length) {
            lines = Arrays.copyOf(lines, 2 * line);
        }
        lines[line] = !lines[line];
        return lines[line];
    }

    boolean isAt(int line) {
        return line >= 0 && line < lines.length && lines[line];
    }

    /** Stops where a gradient's norm is above this; infinity for never. */
    void limit(double norm) {
        limit = norm;
    }

    void atNan(boolean on) {
        atNan = on;
    }

    boolean isEmpty() {
        return !atNan && limit == Double.POSITIVE_INFINITY && count() == 0;
    }

    private int count() {
        int count = 0;
        for (boolean set : lines) {
            count += set ? 1 : 0;
        }
        return count;
    }

    /** Why playing stops at this step, which was reached from {@code from} (-1: from outside); empty if it does not. */
    Text reason(Trace trace, int from, int to) {
        Step step = trace.step(to);
        boolean entered = from < 0
                || trace.step(from).line() != step.line()
                || trace.step(from).phase() != step.phase();
        if (entered && isAt(step.line())) {
            return Text.of("Stopped at line {0}.", step.line());
        }
        for (int output : step.outputs()) {
            TensorInfo tensor = trace.tensor(output);
            if (atNan && tensor.notNumbers() > 0) {
                return Text.of(
                        "Stopped at {0}: {1} has cells that float32 has no number for.", step.name(), tensor.title());
            }
            if (tensor.is("gradient") && tensor.norm() > limit) {
                return Text.of("Stopped: the norm of {0} is {1}.", tensor.title(), Digits.exact(tensor.norm(), 4));
            }
        }
        return Text.EMPTY;
    }

    /** The set lines in words. */
    String text() {
        int count = count();
        if (count == 0) {
            return Language.say("No line. Click a line's number, or press b.");
        }
        StringBuilder text = new StringBuilder();
        String between = "";
        for (int line = 0; line < lines.length; line++) {
            if (lines[line]) {
                text.append(between).append(line);
                between = ", ";
            }
        }
        return count == 1 ? Language.say("Line {0}.", text) : Language.say("Lines {0}.", text);
    }
}
