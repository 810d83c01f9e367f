package nabla;

import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ReduceOp;
import nabla.op.Shape;

/** Writing to places that indices name, seen from the places: each asks which index named it last. No order of threads matters. */
final class Scatter {
    private Scatter() {}

    /**
     * {@code base} with the elements of {@code source} at their places along an axis.
     *
     * @param base of the indices' shape but along the axis
     * @param source of the indices' shape
     */
    static Node last(Node base, int axis, Node indices, Node source) {
        int named = indices.shape().get(axis);
        if (named == 0) {
            return base;
        }
        int rank = base.shape().rank();
        int[] lifted = new int[rank + 1];
        int[] order = new int[rank + 1];
        int[] positions = new int[rank + 1];
        for (int i = 0; i < rank; i++) {
            lifted[i] = indices.shape().get(i);
            order[i] = i == axis ? rank : i;
            positions[i] = i == axis ? base.shape().get(axis) : 1;
        }
        lifted[rank] = 1;
        order[rank] = axis;
        positions[rank] = 1;
        // [..., place, ..., k]: whether index k of the line names the place
        Node each = Ops.permute(Ops.reshape(indices, Shape.of(lifted)), order);
        Node hit = Ops.map(Maps.EQ, each, Ops.reshape(Ops.range(base.shape().get(axis)), Shape.of(positions)));
        Node number = Ops.map(Maps.WHERE, hit, Ops.range(named), Ops.fill(-1, DType.INT64));
        Node latest = Ops.reduce(ReduceOp.Kind.MAXIMUM, number, rank);
        Node isNamed = Ops.map(Maps.LE, Ops.fill(0, DType.INT64), latest);
        Node from = Ops.map(Maps.MAXIMUM, latest, Ops.fill(0, DType.INT64));
        return Ops.map(Maps.WHERE, isNamed, Ops.gather(source, axis, from), base);
    }
}
