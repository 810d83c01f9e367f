package nabla.web.webgpu.wgsl;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import nabla.compile.Atom;
import nabla.compile.Bound;
import nabla.compile.Index;

/** Indexes and bounds as WGSL over {@code i32}. */
final class Indexes {
    private final Memory memory;
    private final Code code;
    private final IntFunction<String> counters;

    /** Indexes over counters named {@code i} and the axis. */
    Indexes(Memory memory, Code code) {
        this(memory, code, axis -> "i" + axis);
    }

    /** Indexes over counters with other names, by axis: a tile has one for each of its rows. */
    Indexes(Memory memory, Code code, IntFunction<String> counters) {
        this.memory = memory;
        this.code = code;
        this.counters = counters;
    }

    String of(Index index) {
        return sum(index, atom -> true, index.constant());
    }

    /** The part of the sum that stays the same while these loops run, with the constant. */
    String fixed(Index index, List<Loop> running) {
        return sum(index, atom -> !moves(atom, running), index.constant());
    }

    /** The part of the sum that changes with these loops, but not with the later ones; {@code "0"} if none does. */
    String moving(Index index, List<Loop> loops, List<Loop> later) {
        return sum(index, atom -> moves(atom, loops) && !moves(atom, later), 0);
    }

    private static boolean moves(Atom atom, List<Loop> running) {
        for (Loop loop : running) {
            if (loop.moves(atom)) {
                return true;
            }
        }
        return false;
    }

    private String sum(Index index, Predicate<Atom> chosen, int constant) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < index.terms(); i++) {
            if (chosen.test(index.atom(i))) {
                int coefficient = index.coefficient(i);
                text.append(text.length() == 0 ? "" : " + ");
                text.append(coefficient == 1 ? "" : coefficient + " * ").append(atom(index.atom(i)));
            }
        }
        if (constant != 0 || text.length() == 0) {
            text.append(text.length() == 0 ? "" : " + ").append(constant);
        }
        return text.toString();
    }

    private String atom(Atom atom) {
        if (atom instanceof Atom.Loop loop) {
            return counters.apply(loop.axis());
        }
        if (atom instanceof Atom.Argument argument) {
            return "run.s" + argument.scalar();
        }
        if (atom instanceof Atom.Quotient quotient) {
            return quotient(quotient.of(), quotient.by());
        }
        if (atom instanceof Atom.Remainder remainder) {
            return "((" + of(remainder.of()) + ") % " + remainder.by() + ")";
        }
        Atom.Lookup lookup = (Atom.Lookup) atom;
        return memory.lookup(lookup, of(lookup.address()), code);
    }

    /** WGSL divides towards 0; what may be negative is lifted above 0 by a multiple of the divisor, so that it rounds down. */
    private String quotient(Index of, int by) {
        if (of.min() >= 0) {
            return "((" + of(of) + ") / " + by + ")";
        }
        int lift = (int) ((-of.min() + by - 1) / by);
        return "((" + of(of.plus(lift * by)) + ") / " + by + " - " + lift + ")";
    }

    /** Whether all the bounds hold; {@code "true"} if they always do. */
    String inside(List<Bound> bounds) {
        StringBuilder text = new StringBuilder();
        for (Bound bound : bounds) {
            String condition = condition(bound, of(bound.value()));
            text.append(text.length() == 0 || condition.isEmpty() ? "" : " & ").append(condition);
        }
        return text.length() == 0 ? "true" : text.toString();
    }

    /** The condition on a value that was computed already; empty if it always holds. */
    static String condition(Bound bound, String value) {
        boolean low = bound.value().min() < 0;
        boolean high = bound.value().max() >= bound.extent();
        if (low && high) {
            return "(u32(" + value + ") < " + bound.extent() + "u)";
        }
        return low ? "(0 <= " + value + ")" : high ? "(" + value + " < " + bound.extent() + ")" : "";
    }
}
