package nabla.web.simd;

import static nabla.web.wasm.Instruction.F32X4_EQ;
import static nabla.web.wasm.Instruction.F32X4_LE;
import static nabla.web.wasm.Instruction.F32_EQ;
import static nabla.web.wasm.Instruction.F32_LE;
import static nabla.web.wasm.Instruction.I32X4_SPLAT;
import static nabla.web.wasm.Instruction.I32_AND;
import static nabla.web.wasm.Instruction.I32_EQZ;
import static nabla.web.wasm.Instruction.V128_ANDNOT;
import static nabla.web.wasm.Instruction.V128_BITSELECT;

import java.util.Objects;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Reduction;
import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.Primitive;
import nabla.web.wasm.Code;
import nabla.web.wasm.Local;
import nabla.web.wasm.ValueType;

/**
 * Writes any reduction, in one of three ways: along a reduced axis four values at a time into four partial results
 * (rows), for four neighbouring outputs at a time (columns), or one value at a time.
 */
final class ReductionCode {
    /** A reduction of no more values than this, such as a pooling's window, is written out without loops. */
    private static final int LONGEST_UNROLLED = 10;

    private final Kernel kernel;
    private final Nest nest;
    private final Values values;
    private final Operations operations;
    private final Reduction reduction;
    private final Expr body;
    private final DType type;
    private final int rank;
    private final int rowAxis;
    private final int columnAxis;

    ReductionCode(Kernel kernel, Nest nest, Values values, MathFunctions functions) {
        this.kernel = kernel;
        this.nest = nest;
        this.values = values;
        this.operations = new Operations(nest, functions);
        this.reduction = Objects.requireNonNull(kernel.reduction());
        Expr value = Objects.requireNonNull(kernel.body());
        boolean counts = value.type() == DType.BOOL && (reduction == Reduction.SUM || reduction == Reduction.PRODUCT);
        this.body = counts ? value.cast(DType.INT64) : value;
        this.type = body.type();
        this.rank = kernel.extents().length;
        int column = VectorAxis.of(kernel, nest.bound(), rank, false);
        int row = VectorAxis.of(kernel, rank, nest.axes(), false);
        boolean byRow = row >= 0 && !reduction.isPosition() && VectorAxis.isBetter(kernel, row, column);
        this.rowAxis = byRow ? row : -1;
        this.columnAxis = byRow ? -1 : column;
    }

    void write() {
        outputs(0);
    }

    private void outputs(int axis) {
        if (axis == rank) {
            if (rowAxis >= 0) {
                row();
            } else if (columnAxis >= 0) {
                columns();
            } else {
                element(false);
            }
        } else if (axis == columnAxis) {
            outputs(axis + 1);
        } else {
            nest.loop(axis, 0, nest.extent(axis), 1, () -> outputs(axis + 1));
        }
    }

    private void columns() {
        int extent = nest.extent(columnAxis);
        int vectors = extent - extent % 4;
        values.vectorAxis(columnAxis);
        nest.loop(columnAxis, 0, vectors, 4, () -> element(true));
        if (vectors < extent && Updates.isRepeatable(kernel)) {
            nest.position(columnAxis, Index.constant(extent - 4));
            element(true);
            values.vectorAxis(-1);
        } else {
            values.vectorAxis(-1);
            nest.loop(columnAxis, vectors, extent, 1, () -> element(false));
        }
    }

    /** One output, or four along the column axis. */
    private void element(boolean vector) {
        Local best = identity(vector);
        if (reduction.isPosition()) {
            Local position = nest.local(vector ? ValueType.V128 : ValueType.I32);
            if (vector) {
                nest.code().vector(0).set(position);
            } else {
                nest.code().constant(0).set(position);
            }
            reduced(rank, () -> choose(best, position, vector));
            values.accumulator(position);
        } else {
            reduced(rank, () -> accumulate(best, vector));
            values.accumulator(best);
        }
        values.store(vector);
    }

    private void reduced(int axis, Runnable each) {
        if (axis == nest.axes()) {
            each.run();
        } else if (kernel.reducedSize() <= LONGEST_UNROLLED) {
            for (int i = 0; i < nest.extent(axis); i++) {
                nest.position(axis, Index.constant(i));
                reduced(axis + 1, each);
            }
        } else {
            nest.loop(axis, 0, nest.extent(axis), 1, () -> reduced(axis + 1, each));
        }
    }

    /** One output whose values lie in a row: vectors of four, then what is left. */
    private void row() {
        int extent = nest.extent(rowAxis);
        int copies = extent >= 32 ? 4 : 1;
        int unrolled = extent - extent % (4 * copies);
        int vectors = extent - extent % 4;
        Local[] partial = new Local[copies];
        for (int copy = 0; copy < copies; copy++) {
            partial[copy] = identity(true);
        }
        values.vectorAxis(rowAxis);
        otherReduced(rank, () -> {
            nest.loop(rowAxis, 0, unrolled, 4 * copies, () -> {
                Index start = nest.position(rowAxis);
                for (int copy = 0; copy < copies; copy++) {
                    nest.position(rowAxis, start.plus(4 * copy));
                    accumulate(partial[copy], true);
                }
                nest.position(rowAxis, start);
            });
            nest.loop(rowAxis, unrolled, vectors, 4, () -> accumulate(partial[0], true));
        });
        values.vectorAxis(-1);
        for (int copy = 1; copy < copies; copy++) {
            combine(partial[0], partial[copy]);
        }
        Local total = across(partial[0]);
        otherReduced(rank, () -> nest.loop(rowAxis, vectors, extent, 1, () -> accumulate(total, false)));
        values.accumulator(total);
        values.store(false);
    }

    private void otherReduced(int axis, Runnable each) {
        if (axis == nest.axes()) {
            each.run();
        } else if (axis == rowAxis) {
            otherReduced(axis + 1, each);
        } else {
            nest.loop(axis, 0, nest.extent(axis), 1, () -> otherReduced(axis + 1, each));
        }
    }

    private void accumulate(Local accumulator, boolean vector) {
        Local value = values.value(body, vector);
        nest.code().get(accumulator).get(value);
        operations.binary(nest.code(), primitive(), type, vector);
        nest.code().set(accumulator);
    }

    private void combine(Local accumulator, Local other) {
        nest.code().get(accumulator).get(other);
        operations.binary(nest.code(), primitive(), type, true);
        nest.code().set(accumulator);
    }

    /** The four lanes made one scalar. */
    private Local across(Local vector) {
        Code code = nest.code();
        code.get(vector).get(vector).get(vector).shuffle(2, 3, 0, 1);
        operations.binary(code, primitive(), type, true);
        code.set(vector).get(vector).get(vector).get(vector).shuffle(1, 0, 3, 2);
        operations.binary(code, primitive(), type, true);
        Local scalar = nest.local(operations.valueType(type, false));
        if (type.isFloat()) {
            code.extractFloat(0);
        } else {
            code.extractInt(0);
        }
        if (type == DType.BOOL) {
            code.constant(1).op(I32_AND);
        }
        code.set(scalar);
        return scalar;
    }

    /** Keeps the first of the best values and where it was. */
    private void choose(Local best, Local position, boolean vector) {
        Local value = values.value(body, vector);
        int[] strides = new int[nest.axes()];
        int stride = 1;
        for (int axis = nest.axes() - 1; axis >= rank; axis--) {
            strides[axis] = stride;
            stride *= nest.extent(axis);
        }
        Index here = Index.ZERO;
        for (int axis = rank; axis < nest.axes(); axis++) {
            here = here.plus(nest.position(axis).times(strides[axis]));
        }
        Local number = nest.value(here);
        Code code = nest.code();
        isBetter(value, best, vector);
        if (vector) {
            Local better = nest.local(ValueType.V128);
            code.set(better);
            code.get(value).get(best).get(better).op(V128_BITSELECT).set(best);
            code.get(number)
                    .op(I32X4_SPLAT)
                    .get(position)
                    .get(better)
                    .op(V128_BITSELECT)
                    .set(position);
        } else {
            code.ifTrue().get(value).set(best).get(number).set(position).end();
        }
    }

    /** Leaves whether the value beats the best; the first NaN beats all. */
    private void isBetter(Local value, Local best, boolean vector) {
        Code code = nest.code();
        boolean isMaximum = reduction == Reduction.ARGMAX;
        if (!type.isFloat()) {
            code.get(isMaximum ? best : value).get(isMaximum ? value : best);
            operations.binary(code, Primitive.LESS, type, vector);
            return;
        }
        code.get(best).get(best).op(vector ? F32X4_EQ : F32_EQ);
        code.get(isMaximum ? value : best).get(isMaximum ? best : value).op(vector ? F32X4_LE : F32_LE);
        if (vector) {
            code.op(V128_ANDNOT);
        } else {
            code.op(I32_EQZ).op(I32_AND);
        }
    }

    private Local identity(boolean vector) {
        Local local = nest.local(operations.valueType(type, vector));
        double value = switch (primitive()) {
            case MULTIPLY -> 1;
            case MAXIMUM -> type.isFloat() ? Double.NEGATIVE_INFINITY : Integer.MIN_VALUE;
            case MINIMUM -> type.isFloat() ? Double.POSITIVE_INFINITY : Integer.MAX_VALUE;
            default -> 0;
        };
        Expr constant = Expr.constant(type == DType.BOOL && primitive() == Primitive.MAXIMUM ? 0 : value, type);
        if (vector) {
            operations.vectorConstant(nest.code(), constant);
        } else {
            operations.constant(nest.code(), constant);
        }
        nest.code().set(local);
        return local;
    }

    private Primitive primitive() {
        return switch (reduction) {
            case SUM -> Primitive.ADD;
            case PRODUCT -> Primitive.MULTIPLY;
            case MAXIMUM, ARGMAX -> Primitive.MAXIMUM;
            case MINIMUM, ARGMIN -> Primitive.MINIMUM;
        };
    }
}
