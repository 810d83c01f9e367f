package nabla.web.simd;

import java.util.Arrays;
import java.util.Objects;
import nabla.compile.Contraction;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.op.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Writes a contraction in tiles of the output that are summed up in registers, in one of two ways. Where the right factor
 * lies in memory along a column axis, four columns are a vector and the left factor's elements are spread over one
 * ({@link ColumnTiles}). Where both factors lie along the innermost reduced axis, four products are ({@link InnerTiles}).
 */
abstract class ContractionCode {
    final Kernel kernel;
    final Nest nest;
    final Values values;
    final MultiplyAdd multiplyAdd;
    final Expr left;
    final Expr right;
    final int rowAxis;
    final int columnAxis;
    private final Contraction parts;

    ContractionCode(
            Kernel kernel,
            Nest nest,
            Values values,
            MultiplyAdd multiplyAdd,
            Contraction parts,
            Expr left,
            Expr right,
            int rowAxis,
            int columnAxis) {
        this.kernel = kernel;
        this.nest = nest;
        this.values = values;
        this.multiplyAdd = multiplyAdd;
        this.parts = parts;
        this.left = left;
        this.right = right;
        this.rowAxis = rowAxis;
        this.columnAxis = columnAxis;
    }

    /** The way that fits this kernel best; null if none does. */
    static @Nullable ContractionCode of(Kernel kernel, Nest nest, Values values, MultiplyAdd multiplyAdd) {
        Contraction parts = Contraction.of(kernel);
        if (parts == null || parts.inner().length == 0 || kernel.reducedSize() == 0) {
            return null;
        }
        Expr body = Objects.requireNonNull(kernel.body());
        boolean isInOrder = kernel.loads().get(body.argument(0).index()) == parts.left();
        Expr left = body.argument(isInOrder ? 0 : 1);
        Expr right = body.argument(isInOrder ? 1 : 0);
        int inner = kernel.extents().length + kernel.reduced().length - 1;
        boolean alongInner = nest.extent(inner) >= 4 && isRow(parts.left(), inner) && isRow(parts.right(), inner);
        int[] rows = unbound(parts.rows(), nest);
        int[] columns = unbound(parts.columns(), nest);
        int column = rowAxisOf(parts.right(), columns, nest);
        if (column >= 0 && !(alongInner && efficiency(nest.extent(column)) < 0.8 * efficiency(nest.extent(inner)))) {
            int row = largest(rows, nest);
            return new ColumnTiles(kernel, nest, values, multiplyAdd, parts, left, right, row, column);
        }
        if (alongInner) {
            int row = largest(rows, nest);
            return new InnerTiles(kernel, nest, values, multiplyAdd, parts, left, right, row, last(columns), inner);
        }
        int row = rowAxisOf(parts.left(), rows, nest);
        if (row >= 0) {
            int other = largest(columns, nest);
            return new ColumnTiles(kernel, nest, values, multiplyAdd, parts, right, left, other, row);
        }
        return null;
    }

    /** Whether neighbours along the axis are neighbours in memory. */
    private static boolean isRow(Load.Memory load, int axis) {
        return load.address().variesOnlyLinearly(axis)
                && load.address().strideOf(axis) == 1
                && load.bounds().isEmpty();
    }

    private static int rowAxisOf(Load.Memory load, int[] axes, Nest nest) {
        for (int i = axes.length - 1; i >= 0; i--) {
            if (isRow(load, axes[i]) && nest.extent(axes[i]) >= 4) {
                return axes[i];
            }
        }
        return -1;
    }

    /** How much of the vectors along an axis of this extent is used. */
    private static double efficiency(int extent) {
        return extent / (4.0 * ((extent + 3) / 4));
    }

    /** Those whose loops the function runs itself. */
    private static int[] unbound(int[] axes, Nest nest) {
        int first = 0;
        while (first < axes.length && axes[first] < nest.bound()) {
            first++;
        }
        return Arrays.copyOfRange(axes, first, axes.length);
    }

    private static int largest(int[] axes, Nest nest) {
        int best = -1;
        for (int axis : axes) {
            if (best < 0 || nest.extent(axis) > nest.extent(best)) {
                best = axis;
            }
        }
        return best;
    }

    private static int last(int[] axes) {
        return axes.length == 0 ? -1 : axes[axes.length - 1];
    }

    /** Writes the kernel. */
    void write() {
        outer(0, 0);
    }

    /** Opens the output loops that no tile covers. */
    private void outer(int group, int place) {
        if (group == 3) {
            tiles();
            return;
        }
        int[] axes = group == 0 ? parts.batch() : group == 1 ? parts.columns() : parts.rows();
        if (place == axes.length) {
            outer(group + 1, 0);
        } else if (axes[place] == rowAxis || axes[place] == columnAxis) {
            outer(group, place + 1);
        } else {
            nest.loop(axes[place], 0, nest.extent(axes[place]), 1, () -> outer(group, place + 1));
        }
    }

    /** Covers the row and the column axis with tiles. */
    abstract void tiles();

    /** Runs the body with the reduced axes before {@code end} as loops. */
    void reducedLoops(int axis, int end, Runnable body) {
        if (axis == end) {
            body.run();
        } else {
            nest.loop(axis, 0, nest.extent(axis), 1, () -> reducedLoops(axis + 1, end, body));
        }
    }

    int firstReduced() {
        return kernel.extents().length;
    }

    /** Covers an axis of the output with pieces; the body gets the positions of a piece's elements. */
    void pieces(int axis, int size, java.util.function.Consumer<Index[]> body) {
        if (axis < 0) {
            body.accept(new Index[] {Index.ZERO});
            return;
        }
        int extent = nest.extent(axis);
        int whole = extent - extent % size;
        nest.loop(axis, 0, whole, size, () -> body.accept(positions(nest.position(axis), size)));
        if (whole < extent) {
            body.accept(positions(Index.constant(whole), extent - whole));
        }
    }

    private static Index[] positions(Index start, int count) {
        Index[] positions = new Index[count];
        for (int i = 0; i < count; i++) {
            positions[i] = start.plus(i);
        }
        return positions;
    }

    int extent(int axis) {
        return axis < 0 ? 1 : nest.extent(axis);
    }

    void at(int axis, Index position) {
        if (axis >= 0) {
            nest.position(axis, position);
        }
    }
}
