package nabla.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import nabla.op.DType;
import nabla.op.Expr;
import org.jspecify.annotations.Nullable;

/**
 * A contraction of few elements, each a long sum, as two kernels that keep a GPU busy: the first adds up parts of the sums,
 * the second adds the parts in order, so that the result is the same in each run.
 *
 * @param between the parts, in the workspace
 * @param parts stores them
 * @param whole adds them up and ends as the contraction does
 */
public record SplitSum(Slot between, Kernel parts, Kernel whole) {

    /**
     * A contraction in two kernels, or null if it cannot be split.
     *
     * @param count into how many parts each sum is split at most
     * @param offset where in the workspace the parts begin, in bytes: a multiple of 16
     */
    public static @Nullable SplitSum of(Kernel kernel, int count, int offset) {
        if (!kernel.isContraction() || kernel.reducedSize() == 0) {
            return null;
        }
        int split = longest(kernel.reduced());
        int extent = kernel.reduced()[split];
        int length = (extent + count - 1) / count;
        int pieces = (extent + length - 1) / length;
        int factor = factorThatIsReduced(kernel);
        if (pieces < 2 || factor < 0) {
            return null;
        }
        Slot between = new Slot(Slot.Place.WORKSPACE, -1, DType.FLOAT32, pieces * kernel.outputs(), offset);
        return new SplitSum(
                between, parts(kernel, split, length, pieces, between), whole(kernel, pieces, between, factor));
    }

    private static int longest(int[] extents) {
        int longest = 0;
        for (int i = 1; i < extents.length; i++) {
            longest = extents[i] > extents[longest] ? i : longest;
        }
        return longest;
    }

    private static int factorThatIsReduced(Kernel kernel) {
        Expr body = Objects.requireNonNull(kernel.body());
        int first = body.argument(0).index();
        int second = body.argument(1).index();
        return isReduced(kernel, kernel.loads().get(first))
                ? first
                : isReduced(kernel, kernel.loads().get(second)) ? second : -1;
    }

    private static boolean isReduced(Kernel kernel, Load load) {
        for (int i = 0; i < kernel.reduced().length; i++) {
            if (Loops.dependsOn(load, kernel.extents().length + i)) {
                return true;
            }
        }
        return false;
    }

    private static Kernel parts(Kernel kernel, int split, int length, int pieces, Slot between) {
        int rank = kernel.extents().length;
        int extent = kernel.reduced()[split];
        int[] extents = new int[rank + 1];
        extents[0] = pieces;
        System.arraycopy(kernel.extents(), 0, extents, 1, rank);
        int[] reduced = kernel.reduced().clone();
        reduced[split] = length;
        Index counter = Index.loop(0, pieces).times(length).plus(Index.loop(rank + 1 + split, length));
        IntFunction<Index> replacement = axis -> axis < rank
                ? Index.loop(axis + 1, kernel.extents()[axis])
                : axis == rank + split ? counter : Index.loop(axis + 1, reduced[axis - rank]);
        Expr body = Objects.requireNonNull(kernel.body());
        List<Load> loads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Load.Memory load = (Load.Memory) kernel.loads().get(body.argument(i).index());
            List<Bound> bounds = new ArrayList<>(Loops.replace(load.bounds(), replacement));
            if (extent % length != 0) {
                bounds.add(new Bound(counter, extent));
            }
            loads.add(new Load.Memory(load.slot(), Loops.replace(load.address(), replacement), bounds));
        }
        Store store = new Store(between, dense(extents), Expr.accumulator(DType.FLOAT32));
        return new Kernel(
                kernel.label() + " in parts",
                loads,
                extents,
                reduced,
                Reduction.SUM,
                Expr.input(0, DType.FLOAT32).mul(Expr.input(1, DType.FLOAT32)),
                List.of(store));
    }

    private static Kernel whole(Kernel kernel, int pieces, Slot between, int factor) {
        int rank = kernel.extents().length;
        Index address = Index.loop(rank, pieces).times(kernel.outputs()).plus(dense(kernel.extents()));
        Load part = new Load.Memory(between, address, List.of());
        List<Load> loads = new ArrayList<>();
        for (Load load : kernel.loads()) {
            loads.add(isReduced(kernel, load) ? part : load);
        }
        return new Kernel(
                kernel.label() + " of parts",
                loads,
                kernel.extents(),
                new int[] {pieces},
                Reduction.SUM,
                Expr.input(factor, DType.FLOAT32),
                kernel.stores());
    }

    /** Where the loops' element lies in dense memory. */
    private static Index dense(int[] extents) {
        Index address = Index.ZERO;
        int stride = 1;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            address = address.plus(Index.loop(axis, extents[axis]).times(stride));
            stride *= extents[axis];
        }
        return address;
    }
}
