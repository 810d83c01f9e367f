package nabla.web.simd;

import static nabla.web.wasm.Instruction.V128_AND;

import nabla.compile.Contraction;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.op.Expr;
import nabla.web.wasm.Code;
import nabla.web.wasm.Local;
import nabla.web.wasm.ValueType;

/** Tiles of some rows by some columns, each summed up in four lanes along the innermost reduced axis. */
final class InnerTiles extends ContractionCode {
    private static final int UNROLLED = 2;

    /** So many vectors of a row are written out without a loop. */
    private static final int LONGEST_UNROLLED = 8;

    private final int innerAxis;

    InnerTiles(
            Kernel kernel,
            Nest nest,
            Values values,
            MultiplyAdd multiplyAdd,
            Contraction parts,
            Expr left,
            Expr right,
            int rowAxis,
            int columnAxis,
            int innerAxis) {
        super(kernel, nest, values, multiplyAdd, parts, left, right, rowAxis, columnAxis);
        this.innerAxis = innerAxis;
    }

    @Override
    void tiles() {
        TileShape shape = TileShape.of(extent(rowAxis), extent(columnAxis), multiplyAdd);
        pieces(columnAxis, shape.columns(), some -> pieces(rowAxis, shape.rows(), others -> tile(others, some)));
    }

    private void tile(Index[] rows, Index[] columns) {
        Local[][] sums = new Local[rows.length][columns.length];
        for (Local[] row : sums) {
            for (int j = 0; j < row.length; j++) {
                row[j] = nest.local(ValueType.V128);
                nest.code().vector(0).set(row[j]);
            }
        }
        values.vectorAxis(innerAxis);
        reducedLoops(firstReduced(), innerAxis, () -> inner(rows, columns, sums));
        for (int i = 0; i < rows.length; i++) {
            at(rowAxis, rows[i]);
            if (columns.length == 4) {
                at(columnAxis, columns[0]);
                values.vectorAxis(columnAxis);
                values.accumulator(Lanes.sums(nest, sums[i]));
                values.store(true);
            } else {
                values.vectorAxis(-1);
                for (int j = 0; j < columns.length; j++) {
                    at(columnAxis, columns[j]);
                    values.accumulator(Lanes.sum(nest, sums[i][j]));
                    values.store(false);
                }
            }
        }
        values.vectorAxis(-1);
    }

    private void inner(Index[] rows, Index[] columns, Local[][] sums) {
        int extent = nest.extent(innerAxis);
        int vectors = extent - extent % 4;
        int copies = vectors <= 4 * LONGEST_UNROLLED ? vectors / 4 : UNROLLED;
        int unrolled = extent - extent % (4 * copies);
        nest.loop(innerAxis, 0, unrolled, 4 * copies, () -> {
            Index start = nest.position(innerAxis);
            for (int copy = 0; copy < copies; copy++) {
                nest.position(innerAxis, start.plus(4 * copy));
                products(rows, columns, sums, 0);
            }
            nest.position(innerAxis, start);
        });
        nest.loop(innerAxis, unrolled, vectors, 4, () -> products(rows, columns, sums, 0));
        if (vectors < extent) {
            nest.position(innerAxis, Index.constant(extent - 4));
            products(rows, columns, sums, 4 - extent % 4);
        }
    }

    /** Leaves out the first lanes, which the vector before has had. */
    private void products(Index[] rows, Index[] columns, Local[][] sums, int leftOut) {
        boolean keepsRows = rows.length < columns.length;
        int kept = keepsRows ? rowAxis : columnAxis;
        int passing = keepsRows ? columnAxis : rowAxis;
        Index[] keptPositions = keepsRows ? rows : columns;
        Index[] passingPositions = keepsRows ? columns : rows;
        Local[] factors = new Local[keptPositions.length];
        for (int i = 0; i < factors.length; i++) {
            at(kept, keptPositions[i]);
            factors[i] = masked(values.value(keepsRows ? left : right, true), leftOut);
        }
        Code code = nest.code();
        for (int j = 0; j < passingPositions.length; j++) {
            at(passing, passingPositions[j]);
            Local factor = masked(values.value(keepsRows ? right : left, true), leftOut);
            for (int i = 0; i < factors.length; i++) {
                Local sum = keepsRows ? sums[i][j] : sums[j][i];
                multiplyAdd.add(code, sum, factor, factors[i]);
            }
        }
    }

    private Local masked(Local value, int leftOut) {
        if (leftOut == 0) {
            return value;
        }
        Local masked = nest.local(ValueType.V128);
        nest.code().get(value).vector(0, leftOut > 1 ? 0 : -1, leftOut > 2 ? 0 : -1, -1);
        nest.code().op(V128_AND).set(masked);
        return masked;
    }
}
