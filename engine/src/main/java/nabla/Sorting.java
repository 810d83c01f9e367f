package nabla;

import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Shape;

/**
 * Sorting as a network of comparisons that every backend runs: log²(n) / 2 rounds, each of which compares all elements with
 * a partner. Stable, because equal elements are compared by their places.
 *
 * @see <a href="https://doi.org/10.1145/1468075.1468121">K. E. Batcher, Sorting networks and their applications, 1968</a>
 */
final class Sorting {
    private Sorting() {}

    /** Where the elements of each line along an axis are in order, int64 of the input's shape. */
    static Node indices(Node input, int axis, boolean descending) {
        Shape shape = input.shape();
        int count = shape.get(axis);
        int[] order = Ops.allAxes(shape);
        order[axis] = shape.rank() - 1;
        order[shape.rank() - 1] = axis;
        Node last = Ops.permute(input, order);
        int lines = shape.size() / Math.max(1, count);
        Node places = Ops.expand(Ops.range(count), Shape.of(lines, count));
        Node sorted = count < 2 ? places : network(Ops.reshape(last, Shape.of(lines, count)), lines, count, descending);
        return Ops.permute(Ops.reshape(sorted, last.shape()), order);
    }

    private static Node network(Node values, int lines, int count, boolean descending) {
        int size = Integer.highestOneBit(count - 1) * 2;
        Node value = size == count ? values : Ops.pad(values, 1, 0, size, 1);
        Node place = Ops.expand(Ops.range(size), Shape.of(lines, size));
        for (int run = 2; run <= size; run *= 2) {
            for (int half = run / 2; half > 0; half /= 2) {
                // The first round of a run compares from both ends, the others at a distance: so all keep the lesser in
                // front.
                boolean isMirrored = half == run / 2;
                Shape round =
                        isMirrored ? Shape.of(lines, size / run, run, 1) : Shape.of(lines, size / (2 * half), 2, half);
                Node mine = Ops.reshape(value, round);
                Node minePlace = Ops.reshape(place, round);
                Node other = Ops.flip(mine, 2);
                Node otherPlace = Ops.flip(minePlace, 2);
                Node isFront = isFront(isMirrored ? run : 2);
                Node keeps = Ops.map(Maps.EQ, isBefore(mine, minePlace, other, otherPlace, count, descending), isFront);
                value = Ops.reshape(Ops.map(Maps.WHERE, keeps, mine, other), Shape.of(lines, size));
                place = Ops.reshape(Ops.map(Maps.WHERE, keeps, minePlace, otherPlace), Shape.of(lines, size));
            }
        }
        return Ops.slice(place, 1, 0, count, 1);
    }

    private static Node isFront(int pair) {
        Node position = Ops.reshape(Ops.range(pair), Shape.of(pair, 1));
        return Ops.map(Maps.LT, position, Ops.fill(pair / 2, DType.INT64));
    }

    private static Node isBefore(Node a, Node placeA, Node b, Node placeB, int count, boolean descending) {
        Node end = Ops.fill(count, DType.INT64);
        return Ops.map(descending ? Maps.SORTS_BEFORE_DESCENDING : Maps.SORTS_BEFORE, a, placeA, b, placeB, end);
    }
}
