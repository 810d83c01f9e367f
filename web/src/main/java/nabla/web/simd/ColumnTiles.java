package nabla.web.simd;

import static nabla.web.wasm.Instruction.F32X4_MUL;
import static nabla.web.wasm.Instruction.F32_ADD;
import static nabla.web.wasm.Instruction.F32_MUL;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Contraction;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.op.Expr;
import nabla.web.wasm.Code;
import nabla.web.wasm.Local;
import nabla.web.wasm.ValueType;

/** Tiles of some rows by some vectors of four columns. */
final class ColumnTiles extends ContractionCode {
    /** The products of the innermost reduced axes, such as a convolution's window, are written out if they are no more. */
    private static final int LONGEST_UNROLLED = 32;

    private static final int UNROLLED = 4;

    /** The reduced axes from this one on are written out; that after the last one if none is. */
    private final int firstUnrolled;

    ColumnTiles(
            Kernel kernel,
            Nest nest,
            Values values,
            MultiplyAdd multiplyAdd,
            Contraction parts,
            Expr left,
            Expr right,
            int rowAxis,
            int columnAxis) {
        super(kernel, nest, values, multiplyAdd, parts, left, right, rowAxis, columnAxis);
        int first = nest.axes();
        int products = 1;
        while (first > firstReduced() && products * nest.extent(first - 1) <= LONGEST_UNROLLED) {
            first--;
            products *= nest.extent(first);
        }
        firstUnrolled = first;
    }

    @Override
    void tiles() {
        int extent = nest.extent(columnAxis);
        boolean overlaps = extent % 4 != 0 && Updates.isRepeatable(kernel);
        int vectors = extent / 4 + (overlaps ? 1 : 0);
        TileShape shape = TileShape.of(extent(rowAxis), vectors, multiplyAdd);
        int size = shape.columns();
        int whole = extent / 4 / size * size;
        nest.loop(columnAxis, 0, 4 * whole, 4 * size, () -> {
            List<Index> columns = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                columns.add(nest.position(columnAxis).plus(4 * i));
            }
            pieces(rowAxis, shape.rows(), rows -> tile(rows, columns));
        });
        if (whole < vectors) {
            List<Index> columns = new ArrayList<>();
            for (int i = whole; i < vectors; i++) {
                columns.add(Index.constant(Math.min(4 * i, extent - 4)));
            }
            TileShape rest = TileShape.ofColumns(extent(rowAxis), columns.size(), multiplyAdd);
            pieces(rowAxis, rest.rows(), rows -> tile(rows, columns));
        }
        if (!overlaps && extent % 4 != 0) {
            nest.loop(columnAxis, extent - extent % 4, extent, 1, this::scalarColumn);
        }
    }

    private void tile(Index[] rows, List<Index> columns) {
        Local[][] sums = new Local[rows.length][columns.size()];
        for (Local[] row : sums) {
            for (int j = 0; j < row.length; j++) {
                row[j] = nest.local(ValueType.V128);
                if (!isShort()) {
                    nest.code().vector(0).set(row[j]);
                }
            }
        }
        values.vectorAxis(columnAxis);
        if (firstUnrolled == nest.axes()) {
            int inner = nest.axes() - 1;
            reducedLoops(firstReduced(), inner, () -> unrolled(inner, () -> products(rows, columns, sums, false)));
        } else {
            reducedLoops(firstReduced(), firstUnrolled, () -> window(firstUnrolled, true, rows, columns, sums));
        }
        for (int i = 0; i < rows.length; i++) {
            at(rowAxis, rows[i]);
            for (int j = 0; j < columns.size(); j++) {
                at(columnAxis, columns.get(j));
                values.accumulator(sums[i][j]);
                values.store(true);
            }
        }
        values.vectorAxis(-1);
    }

    /** Whether all products of a sum are written out without a loop, so that the first one can be its start. */
    private boolean isShort() {
        return firstUnrolled == firstReduced();
    }

    /** A loop over the axis with several products in each pass. */
    private void unrolled(int axis, Runnable each) {
        int extent = nest.extent(axis);
        int whole = extent - extent % UNROLLED;
        nest.loop(axis, 0, whole, UNROLLED, () -> {
            Index start = nest.position(axis);
            for (int i = 0; i < UNROLLED; i++) {
                nest.position(axis, start.plus(i));
                each.run();
            }
            nest.position(axis, start);
        });
        for (int i = whole; i < extent; i++) {
            nest.position(axis, Index.constant(i));
            each.run();
        }
    }

    /** All products along the axes from this one on, without loops. */
    private void window(int axis, boolean isFirst, Index[] rows, List<Index> columns, Local[][] sums) {
        if (axis == nest.axes()) {
            products(rows, columns, sums, isFirst && isShort());
            return;
        }
        for (int i = 0; i < nest.extent(axis); i++) {
            nest.position(axis, Index.constant(i));
            window(axis + 1, isFirst && i == 0, rows, columns, sums);
        }
    }

    private void products(Index[] rows, List<Index> columns, Local[][] sums, boolean starts) {
        boolean keepsRows = rows.length < columns.size();
        Local[] kept = new Local[keepsRows ? rows.length : columns.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = keepsRows ? row(rows[i]) : column(columns.get(i));
        }
        Code code = nest.code();
        for (int j = 0; j < (keepsRows ? columns.size() : rows.length); j++) {
            Local passing = keepsRows ? column(columns.get(j)) : row(rows[j]);
            for (int i = 0; i < kept.length; i++) {
                Local sum = keepsRows ? sums[i][j] : sums[j][i];
                if (starts) {
                    code.get(passing).get(kept[i]).op(F32X4_MUL).set(sum);
                } else {
                    multiplyAdd.add(code, sum, passing, kept[i]);
                }
            }
        }
    }

    private Local row(Index position) {
        at(rowAxis, position);
        return values.value(left, true);
    }

    private Local column(Index position) {
        at(columnAxis, position);
        return values.value(right, true);
    }

    /** What is left of the columns where a vector may not overlap the one before. */
    private void scalarColumn() {
        pieces(rowAxis, 1, rows -> {
            at(rowAxis, rows[0]);
            Local sum = nest.local(ValueType.F32);
            nest.code().constant(0f).set(sum);
            reducedLoops(firstReduced(), nest.axes(), () -> {
                Local a = values.value(left, false);
                Local b = values.value(right, false);
                nest.code().get(sum).get(a).get(b).op(F32_MUL).op(F32_ADD).set(sum);
            });
            values.accumulator(sum);
            values.store(false);
        });
    }
}
