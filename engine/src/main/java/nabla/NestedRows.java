package nabla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a Java array of arrays in order, and the shape that they make.
 *
 * @param <A> an array of numbers: a row
 */
final class NestedRows<A> {
    private static final int UNKNOWN = -1;

    /** How long a row is. */
    @FunctionalInterface
    interface Length<A> {
        int of(A row);
    }

    private final Length<A> length;
    private final int[] extents;
    private final List<A> rows = new ArrayList<>();

    private NestedRows(int rank, Length<A> length) {
        this.length = length;
        extents = new int[rank];
        Arrays.fill(extents, UNKNOWN);
    }

    /** @throws IllegalArgumentException with PyTorch's words if the rows differ in length */
    static <A> NestedRows<A> ofTwo(A[] matrix, Length<A> length) {
        NestedRows<A> result = new NestedRows<>(2, length);
        result.matrix(matrix, 0);
        return result;
    }

    /** @throws IllegalArgumentException with PyTorch's words if arrays of one depth differ in length */
    static <A> NestedRows<A> ofThree(A[][] matrices, Length<A> length) {
        NestedRows<A> result = new NestedRows<>(3, length);
        result.matrices(matrices, 0);
        return result;
    }

    /** @throws IllegalArgumentException with PyTorch's words if arrays of one depth differ in length */
    static <A> NestedRows<A> ofFour(A[][][] blocks, Length<A> length) {
        NestedRows<A> result = new NestedRows<>(4, length);
        result.see(0, blocks.length);
        for (A[][] matrices : blocks) {
            result.matrices(matrices, 1);
        }
        return result;
    }

    private void matrices(A[][] matrices, int dim) {
        see(dim, matrices.length);
        for (A[] matrix : matrices) {
            matrix(matrix, dim + 1);
        }
    }

    private void matrix(A[] matrix, int dim) {
        see(dim, matrix.length);
        for (A row : matrix) {
            see(dim + 1, length.of(row));
            rows.add(row);
        }
    }

    private void see(int dim, int found) {
        if (extents[dim] == UNKNOWN) {
            extents[dim] = found;
        } else if (extents[dim] != found) {
            throw new IllegalArgumentException("expected sequence of length " + extents[dim] + " at dim " + dim
                    + " (got " + found + ")"
                    + "\n  Hint: arrays side by side must be of one length, so that they make rows and columns.");
        }
    }

    List<A> rows() {
        return rows;
    }

    /** The extents, outermost first; what lies inside an empty array is empty too. */
    int[] shape() {
        int[] shape = extents.clone();
        for (int dim = 0; dim < shape.length; dim++) {
            shape[dim] = Math.max(0, shape[dim]);
        }
        return shape;
    }

    /** How many numbers there are. */
    int size() {
        int size = 0;
        for (A row : rows) {
            size += length.of(row);
        }
        return size;
    }
}
