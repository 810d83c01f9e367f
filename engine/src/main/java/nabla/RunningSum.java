package nabla;

import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ReduceOp;
import nabla.op.Shape;

/**
 * Running sums along an axis, in blocks: within a block each sum is taken anew, so that the elements of a block are
 * independent; the blocks' totals are summed the same way.
 */
final class RunningSum {
    private static final int BLOCK = 64;

    private RunningSum() {}

    static Node of(Node input, int axis) {
        int rank = input.shape().rank();
        if (rank == 0 || input.shape().size() == 0) {
            return input;
        }
        int[] order = Ops.allAxes(input.shape());
        order[axis] = rank - 1;
        order[rank - 1] = axis;
        return Ops.permute(last(Ops.permute(input, order)), order);
    }

    private static Node last(Node input) {
        int count = input.shape().get(-1);
        int rows = input.shape().size() / count;
        Node flat = Ops.reshape(input, Shape.of(rows, count));
        return Ops.reshape(rows(flat, rows, count), input.shape());
    }

    private static Node rows(Node input, int rows, int count) {
        if (count <= BLOCK) {
            return within(input, rows, count);
        }
        int blocks = (count + BLOCK - 1) / BLOCK;
        Node padded = blocks * BLOCK == count ? input : Ops.pad(input, 1, 0, blocks * BLOCK, 1);
        Node sums = within(Ops.reshape(padded, Shape.of(rows * blocks, BLOCK)), rows * blocks, BLOCK);
        Node totals = Ops.reshape(Ops.slice(sums, 1, BLOCK - 1, 1, 1), Shape.of(rows, blocks));
        Node before = Ops.pad(Ops.slice(rows(totals, rows, blocks), 1, 0, blocks - 1, 1), 1, 1, blocks, 1);
        Node all = Ops.map(Maps.ADD, sums, Ops.reshape(before, Shape.of(rows * blocks, 1)));
        return Ops.slice(Ops.reshape(all, Shape.of(rows, blocks * BLOCK)), 1, 0, count, 1);
    }

    private static Node within(Node input, int rows, int count) {
        Node each = Ops.expand(Ops.reshape(input, Shape.of(rows, 1, count)), Shape.of(rows, count, count));
        Node isBefore = Ops.map(Maps.LE, Ops.range(count), Ops.reshape(Ops.range(count), Shape.of(count, 1)));
        Node summed = Ops.map(Maps.WHERE, isBefore, each, Ops.fill(0, input.type()));
        return Ops.reduce(ReduceOp.Kind.SUM, summed, 2);
    }
}
