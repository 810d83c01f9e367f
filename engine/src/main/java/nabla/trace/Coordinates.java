package nabla.trace;

import java.util.List;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.IndexValue;
import nabla.compile.Slot;

/** Which numbers the coordinates of a formula are, once its loops have values. */
final class Coordinates implements IndexValue {
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
            place += of(at.get(axis), loops) * strides[axis];
        }
        return place;
    }

    /** Whether all coordinates are inside of what they are bound by. */
    boolean holds(List<Bound> bounds, int[] loops) {
        for (Bound bound : bounds) {
            int value = of(bound.value(), loops);
            if (value < 0 || value >= bound.extent()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int argument(int scalar) {
        return (int) values[scalar][0];
    }

    /** Formulas follow a gather to what it reads before they ask for coordinates. */
    @Override
    public int lookup(Slot slot, int address) {
        throw new IllegalStateException("The coordinates of a formula look nothing up.");
    }
}
