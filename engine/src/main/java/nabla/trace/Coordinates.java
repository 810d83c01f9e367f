package nabla.trace;

import java.util.List;
import nabla.compile.Atom;
import nabla.compile.Bound;
import nabla.compile.Index;

/** Which numbers the coordinates of a formula are, once its loops have values. */
final class Coordinates {
    private final Snapshot snapshot;
    private final double[][] values;

    /** @param values of each node; some coordinates are the value of a scalar node */
    Coordinates(Snapshot snapshot, double[][] values) {
        this.snapshot = snapshot;
        this.values = values;
    }

    /** Where in a node's values the element with these coordinates stands. */
    int place(int node, List<Index> at, int[] loops) {
        int[] strides = snapshot.copy(node).shape().strides();
        int place = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            place += evaluate(at.get(axis), loops) * strides[axis];
        }
        return place;
    }

    /** Whether all coordinates are inside of what they are bound by. */
    boolean holds(List<Bound> bounds, int[] loops) {
        for (Bound bound : bounds) {
            int value = evaluate(bound.value(), loops);
            if (value < 0 || value >= bound.extent()) {
                return false;
            }
        }
        return true;
    }

    private int evaluate(Index index, int[] loops) {
        int sum = index.constant();
        for (int i = 0; i < index.terms(); i++) {
            sum += index.coefficient(i) * evaluate(index.atom(i), loops);
        }
        return sum;
    }

    private int evaluate(Atom atom, int[] loops) {
        if (atom instanceof Atom.Loop loop) {
            return loops[loop.axis()];
        }
        if (atom instanceof Atom.Quotient quotient) {
            return Math.floorDiv(evaluate(quotient.of(), loops), quotient.by());
        }
        if (atom instanceof Atom.Remainder remainder) {
            return Math.floorMod(evaluate(remainder.of(), loops), remainder.by());
        }
        return (int) values[((Atom.Argument) atom).scalar()][0];
    }
}
