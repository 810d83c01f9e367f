package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import nabla.compile.Atom;

/** A loop of the kernel, from 0 to {@code extent} - 1. */
record Loop(int axis, int extent) {
    /** The counter's name. */
    String name() {
        return "i" + axis;
    }

    boolean moves(Atom atom) {
        return atom.dependsOn(axis);
    }

    /** Loops of these extents, the first of which is the kernel's loop {@code axis}. */
    static List<Loop> all(int axis, int[] extents) {
        List<Loop> loops = new ArrayList<>();
        for (int i = 0; i < extents.length; i++) {
            loops.add(new Loop(axis + i, extents[i]));
        }
        return loops;
    }

    /** These axes of a kernel's output loops. */
    static List<Loop> chosen(int[] axes, int[] extents) {
        List<Loop> loops = new ArrayList<>();
        for (int axis : axes) {
            loops.add(new Loop(axis, extents[axis]));
        }
        return loops;
    }

    /** How often they run together. */
    static int product(List<Loop> loops) {
        int product = 1;
        for (Loop loop : loops) {
            product *= loop.extent;
        }
        return product;
    }

    /** The counters' values at a position in row-major order of these loops; other counters have their names. */
    static IntFunction<String> countersAt(List<Loop> loops, int position) {
        return axis -> {
            int inner = 1;
            for (int n = loops.size() - 1; n >= 0; n--) {
                Loop loop = loops.get(n);
                if (loop.axis == axis) {
                    return Integer.toString(position / inner % loop.extent);
                }
                inner *= loop.extent;
            }
            return "i" + axis;
        };
    }

    /** Opens a {@code for} for each. */
    static void open(List<Loop> loops, Code code) {
        openAcross(loops, "0", 1, code);
    }

    /** Opens a {@code for} for each; the last starts at {@code first} and takes steps of {@code step}. */
    static void openAcross(List<Loop> loops, String first, int step, Code code) {
        for (int n = 0; n < loops.size(); n++) {
            boolean isLast = n == loops.size() - 1;
            String i = loops.get(n).name();
            String next = isLast && step > 1 ? i + " += " + step : i + "++";
            code.open("for (var " + i + " = " + (isLast ? first : "0") + "; " + i + " < "
                    + loops.get(n).extent() + "; " + next + ")");
        }
    }

    /**
     * Opens one {@code for} that counts through all of them, the last the fastest: an adapter that goes through a loop's
     * body once in vain then does so only once.
     */
    static void openAsOne(List<Loop> loops, Code code) {
        if (loops.size() < 2) {
            open(loops, code);
            return;
        }
        for (Loop loop : loops) {
            code.line("var " + loop.name() + " = 0;");
        }
        code.open("for (var step = 0; step < " + product(loops) + "; step++)");
    }

    /** Closes it: counts on. */
    static void closeAsOne(List<Loop> loops, Code code) {
        if (loops.size() < 2) {
            close(loops, code);
            return;
        }
        for (int n = loops.size() - 1; n > 0; n--) {
            Loop loop = loops.get(n);
            code.line(loop.name() + "++;");
            code.open("if (" + loop.name() + " == " + loop.extent() + ")");
            code.line(loop.name() + " = 0;");
        }
        code.line(loops.get(0).name() + "++;");
        for (int n = 0; n < loops.size(); n++) {
            code.close();
        }
    }

    /** Closes them. */
    static void close(List<Loop> loops, Code code) {
        for (int n = 0; n < loops.size(); n++) {
            code.close();
        }
    }
}
