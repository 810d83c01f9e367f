package nabla.tests.checks;

import java.util.List;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Reduction;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.DType;
import nabla.op.Expr;

/** Short words for kernels. */
final class Build {
    private Build() {}

    static int[] extents(int... extents) {
        return extents;
    }

    /** The sum of loop counters times strides: {@code strides[axis]} belongs to the loop {@code axis}; 0 leaves it out. */
    static Index strided(int[] extents, int... strides) {
        Index sum = Index.ZERO;
        for (int axis = 0; axis < strides.length; axis++) {
            sum = sum.plus(Index.loop(axis, extents[axis]).times(strides[axis]));
        }
        return sum;
    }

    static Load load(Slot slot, Index address) {
        return new Load.Memory(slot, address, List.of());
    }

    static Load load(Slot slot, Index address, Bound... bounds) {
        return new Load.Memory(slot, address, List.of(bounds));
    }

    static Expr in(int number) {
        return Expr.input(number, DType.FLOAT32);
    }

    static Expr in(int number, DType type) {
        return Expr.input(number, type);
    }

    static Expr acc() {
        return Expr.accumulator(DType.FLOAT32);
    }

    static Kernel map(String label, int[] extents, List<Load> loads, Store... stores) {
        return new Kernel(label, loads, extents, new int[0], null, null, List.of(stores));
    }

    static Kernel reduce(
            String label, int[] extents, int[] reduced, List<Load> loads, Reduction kind, Expr body, Store... stores) {
        return new Kernel(label, loads, extents, reduced, kind, body, List.of(stores));
    }
}
