package nabla.op;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads elements at places that a second, integer input names. */
public sealed interface GatherOp extends Op {
    /** The coordinates of an element in the indices. */
    <I> List<I> indexAt(List<I> at);

    /** The coordinates of an element in the source, given the index found there. */
    <I> List<I> sourceAt(List<I> at, I index, Node node);

    /** The extent that indices must be below. */
    int limit(Node node);

    /** The error for an index that names no element. */
    static IndexOutOfBoundsException outOfBounds(String operation, long index, int limit) {
        return new IndexOutOfBoundsException(operation + ": index " + index + " is out of bounds: the axis has " + limit
                + " elements.\n  Hint: indices run from 0 to " + (limit - 1) + ".");
    }

    /** Whole rows: [R, ...] and indices [n] make [n, ...]. PyTorch's {@code index_select} along axis 0. */
    record Rows() implements GatherOp {
        static final Rows OP = new Rows();

        @Override
        public String name() {
            return "index_select";
        }

        @Override
        public <I> List<I> indexAt(List<I> at) {
            return List.of(at.get(0));
        }

        @Override
        public <I> List<I> sourceAt(List<I> at, I index, Node node) {
            List<I> result = new ArrayList<>(at);
            result.set(0, index);
            return result;
        }

        @Override
        public int limit(Node node) {
            return node.input(0).shape().get(0);
        }

        /** Row r collects the gradient of every place where the index is r: a product with the one-hot indices. */
        @Override
        public @Nullable Node[] gradients(Node output, Node gradient) {
            Shape source = output.input(0).shape();
            int rows = source.get(0);
            int count = output.shape().get(0);
            Node indices = Ops.reshape(output.input(1), Shape.of(1, count));
            Node row = Ops.reshape(Ops.range(rows), Shape.of(rows, 1));
            Node oneHot = Ops.map(Maps.to(gradient.type()), Ops.map(Maps.EQ, row, indices));
            Node flat = Ops.reshape(
                    gradient, Shape.of(count, count == 0 ? 0 : gradient.shape().size() / count));
            return new Node[] {Ops.reshape(Ops.matmul(oneHot, flat), source), null};
        }
    }

    /**
     * One element for each index: the result has the indices' shape, and each index names the coordinate along one
     * axis. PyTorch's {@code gather}.
     */
    record Along(int axis) implements GatherOp {
        @Override
        public String name() {
            return "gather";
        }

        @Override
        public <I> List<I> indexAt(List<I> at) {
            return at;
        }

        @Override
        public <I> List<I> sourceAt(List<I> at, I index, Node node) {
            List<I> result = new ArrayList<>(at);
            result.set(axis, index);
            return result;
        }

        @Override
        public int limit(Node node) {
            return node.input(0).shape().get(axis);
        }

        @Override
        public @Nullable Node[] gradients(Node output, Node gradient) {
            return new Node[] {
                turnedRound(gradient, axis, output.input(1), output.input(0).shape()), null
            };
        }

        /** Each element of the result collects what every index along the axis that names it brings. */
        static Node turnedRound(Node source, int axis, Node indices, Shape shape) {
            int rank = shape.rank();
            int[] positions = new int[rank + 1];
            int[] order = new int[rank + 1];
            for (int i = 0; i < rank; i++) {
                positions[i] = i == axis ? shape.get(axis) : 1;
                order[i] = i == axis ? rank : i;
            }
            positions[rank] = 1;
            order[rank] = axis;
            Shape lifted = Shape.of(append(indices.shape().toArray(), 1));
            Node index = Ops.permute(Ops.reshape(indices, lifted), order);
            Node arrived = Ops.permute(Ops.reshape(source, lifted), order);
            Node position = Ops.reshape(Ops.range(shape.get(axis)), Shape.of(positions));
            Node hits = Ops.map(Maps.WHERE, Ops.map(Maps.EQ, position, index), arrived, Ops.fill(0, source.type()));
            Node summed = Ops.reduce(ReduceOp.Kind.SUM, hits, rank);
            for (int i = 0; i < rank; i++) {
                if (i != axis && summed.shape().get(i) < shape.get(i)) {
                    summed = Ops.pad(summed, i, 0, shape.get(i), 1);
                }
            }
            return summed;
        }

        private static int[] append(int[] extents, int last) {
            int[] result = java.util.Arrays.copyOf(extents, extents.length + 1);
            result[extents.length] = last;
            return result;
        }

        @Override
        public int hashCode() {
            return 700 + axis;
        }
    }
}
