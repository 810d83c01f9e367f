package nabla.web.stepper;

import java.util.TreeSet;

/** Where playing stops: at lines, and where a gradient is too large or is no number. */
final class Breakpoints {
    private final TreeSet<Integer> lines = new TreeSet<>();
    private double limit = Double.POSITIVE_INFINITY;
    private boolean atNan;

    /** Sets the breakpoint at the line, or takes it away; whether it is there now. */
    boolean toggle(int line) {
        if (lines.remove(line)) {
            return false;
        }
        lines.add(line);
        return true;
    }

    boolean isAt(int line) {
        return lines.contains(line);
    }

    /** Stops where a gradient's norm is above this; infinity for never. */
    void limit(double norm) {
        limit = norm;
    }

    void atNan(boolean on) {
        atNan = on;
    }

    boolean isEmpty() {
        return lines.isEmpty() && !hasCondition();
    }

    boolean hasCondition() {
        return atNan || limit < Double.POSITIVE_INFINITY;
    }

    /** Why playing stops at this step, which was reached from {@code from} (-1: from outside); empty if it does not. */
    String reason(Trace trace, int from, int to) {
        Step step = trace.step(to);
        boolean entered = from < 0
                || trace.step(from).line() != step.line()
                || trace.step(from).phase() != step.phase();
        if (entered && lines.contains(step.line())) {
            return "Stopped at line " + step.line() + ".";
        }
        for (int output : step.outputs()) {
            TensorInfo tensor = trace.tensor(output);
            if (atNan && tensor.nans() > 0) {
                return "Stopped: " + tensor.name() + " has cells that are no numbers.";
            }
            if (tensor.is("gradient") && tensor.norm() > limit) {
                return "Stopped: the norm of " + tensor.name() + " is " + Digits.exact(tensor.norm(), 4) + ".";
            }
        }
        return "";
    }

    /** The set lines in words. */
    String text() {
        if (lines.isEmpty()) {
            return "No line. Click a line's number, or press b.";
        }
        StringBuilder text = new StringBuilder(lines.size() == 1 ? "Line " : "Lines ");
        String between = "";
        for (int line : lines) {
            text.append(between).append(line);
            between = ", ";
        }
        return text.append('.').toString();
    }
}
