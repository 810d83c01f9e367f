package nabla.backend.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.compile.Atom;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Load;

/** Loads whose addresses need arithmetic: each step of it is one loop over a block of neighbouring iterations. */
final class IndexBlocks {
    private final List<int[]> scratch = new ArrayList<>();
    private final boolean[] inside = new boolean[BlockProgram.BLOCK];
    private final int[] addresses = new int[BlockProgram.BLOCK];

    /** Puts what the load gives for {@code count} iterations from the counters' position along {@code axis}. */
    void load(Load load, double[] out, Run run, int[] counters, int axis, int count) {
        if (load instanceof Load.Position position) {
            Arrays.fill(inside, 0, count, true);
            values(position.index(), run, counters, axis, count, addresses, 0);
            for (int i = 0; i < count; i++) {
                out[i] = addresses[i];
            }
        } else if (load instanceof Load.Inside mask) {
            check(mask.bounds(), run, counters, axis, count);
            for (int i = 0; i < count; i++) {
                out[i] = inside[i] ? 1 : 0;
            }
        } else {
            read((Load.Memory) load, out, run, counters, axis, count);
        }
    }

    private void read(Load.Memory memory, double[] out, Run run, int[] counters, int axis, int count) {
        if (!check(memory.bounds(), run, counters, axis, count)) {
            Arrays.fill(out, 0, count, 0);
            return;
        }
        values(memory.address(), run, counters, axis, count, addresses, 0);
        Cells cells = run.cells(memory.slot());
        int start = run.start(memory.slot());
        for (int i = 0; i < count; i++) {
            out[i] = inside[i] ? cells.get(memory.slot().type(), start + addresses[i]) : 0;
        }
    }

    /** Finds out where all bounds hold; false if that is nowhere. */
    private boolean check(List<Bound> bounds, Run run, int[] counters, int axis, int count) {
        Arrays.fill(inside, 0, count, true);
        for (Bound bound : bounds) {
            if (!bound.value().dependsOn(axis)) {
                int value = run.of(bound.value(), counters);
                if (value < 0 || value >= bound.extent()) {
                    Arrays.fill(inside, 0, count, false);
                    return false;
                }
            } else {
                values(bound.value(), run, counters, axis, count, addresses, 0);
                for (int i = 0; i < count; i++) {
                    inside[i] &= addresses[i] >= 0 && addresses[i] < bound.extent();
                }
            }
        }
        return true;
    }

    private void values(Index index, Run run, int[] counters, int axis, int count, int[] out, int depth) {
        Arrays.fill(out, 0, count, index.constant());
        for (int term = 0; term < index.terms(); term++) {
            Atom atom = index.atom(term);
            int coefficient = index.coefficient(term);
            if (!atom.dependsOn(axis)) {
                int value = coefficient * run.of(atom, counters);
                for (int i = 0; i < count; i++) {
                    out[i] += value;
                }
            } else {
                add(atom, coefficient, run, counters, axis, count, out, depth);
            }
        }
    }

    private void add(Atom atom, int coefficient, Run run, int[] counters, int axis, int count, int[] out, int depth) {
        if (atom instanceof Atom.Loop) {
            for (int i = 0; i < count; i++) {
                out[i] += coefficient * (counters[axis] + i);
            }
            return;
        }
        int[] inner = scratch(depth);
        if (atom instanceof Atom.Quotient quotient) {
            values(quotient.of(), run, counters, axis, count, inner, depth + 1);
            for (int i = 0; i < count; i++) {
                out[i] += coefficient * Math.floorDiv(inner[i], quotient.by());
            }
        } else if (atom instanceof Atom.Remainder remainder) {
            values(remainder.of(), run, counters, axis, count, inner, depth + 1);
            for (int i = 0; i < count; i++) {
                out[i] += coefficient * Math.floorMod(inner[i], remainder.by());
            }
        } else {
            Atom.Lookup lookup = (Atom.Lookup) atom;
            values(lookup.address(), run, counters, axis, count, inner, depth + 1);
            for (int i = 0; i < count; i++) {
                // Outside the bounds, an address may lie outside the memory too.
                out[i] += inside[i] ? coefficient * lookup.checked(run.lookup(lookup.slot(), inner[i])) : 0;
            }
        }
    }

    private int[] scratch(int depth) {
        while (scratch.size() <= depth) {
            scratch.add(new int[BlockProgram.BLOCK]);
        }
        return scratch.get(depth);
    }
}
