package nabla.web.simd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import nabla.compile.Contraction;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Loops;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.DType;
import nabla.op.Expr;

/**
 * A product of large matrices whose right factor is copied first into panels of a tile's columns, so that each tile reads
 * it in order; and whose rows are gone through in blocks that stay in a cache while they meet all panels.
 */
final class Panels {
    /** The columns of a panel: two vectors, the width of the best tiles. */
    private static final int WIDTH = 8;

    /** Bytes of a factor that stay in a cache of the second level, panels or not. */
    private static final int CACHE = 1 << 19;

    /** Steps in memory from which on the processor does not foresee the next one. */
    private static final int LONG_STRIDE = 1 << 10;

    /** So many rows have to meet a panel to make up for the copying. */
    private static final int FEWEST_ROWS = 16;

    /** So many panels at most are copied side by side. */
    private static final int SIDE_BY_SIDE = 8;

    private Panels() {}

    /** Whether the product is of this kind and large enough. */
    static boolean pay(Kernel kernel, Contraction parts) {
        if (!parts.isMatrixProduct()
                || parts.rows().length != 1
                || parts.columns().length != 1
                || parts.inner().length != 1) {
            return false;
        }
        int inner = parts.inner()[0];
        int columns = kernel.extents()[parts.columns()[0]];
        Index right = parts.right().address();
        return right.strideOf(parts.columns()[0]) == 1
                && 4 * right.strideOf(inner) >= LONG_STRIDE
                && kernel.extents()[parts.rows()[0]] >= FEWEST_ROWS
                && columns >= 2 * WIDTH
                && 4L * columns * kernel.reducedSize() > CACHE;
    }

    /** Copies the panels, multiplies, and multiplies the columns that fill no panel. */
    static List<Step> steps(Kernel kernel, Contraction parts, Scratch scratch) {
        int rowAxis = parts.rows()[0];
        int columnAxis = parts.columns()[0];
        int depth = kernel.reducedSize();
        int rows = kernel.extents()[rowAxis];
        int panels = kernel.extents()[columnAxis] / WIDTH;
        Slot packed = scratch.take(DType.FLOAT32, panels * WIDTH * depth);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Run(copy(parts.right(), columnAxis, parts.inner()[0], panels, depth, packed)));
        int block = block(rows, depth);
        int blocks = rows / block;
        int[] extents = {blocks, panels, block, WIDTH};
        int[] reduced = {depth};
        IntFunction<Index> loops = axis -> {
            if (axis == rowAxis) {
                return Index.loop(0, blocks).times(block).plus(Index.loop(2, block));
            }
            Index column = Index.loop(1, panels).times(WIDTH).plus(Index.loop(3, WIDTH));
            return axis == columnAxis ? column : Index.loop(4, depth);
        };
        Kernel whole = Loops.replace(kernel, extents, reduced, loops);
        List<Load> loads = new ArrayList<>(whole.loads());
        Index place = Index.loop(1, panels)
                .times(WIDTH * depth)
                .plus(Index.loop(4, depth).times(WIDTH))
                .plus(Index.loop(3, WIDTH));
        loads.set(kernel.loads().indexOf(parts.right()), new Load.Memory(packed, place, List.of()));
        Kernel product =
                new Kernel(kernel.label(), loads, extents, reduced, kernel.reduction(), kernel.body(), whole.stores());
        steps.add(new Step.Repeat(blocks, List.of(new Step.Run(product))));
        if (kernel.extents()[columnAxis] > panels * WIDTH) {
            steps.add(new Step.Run(from(kernel, columnAxis, panels * WIDTH)));
        }
        return steps;
    }

    /** The most rows that divide all rows evenly and stay in the cache. */
    private static int block(int rows, int depth) {
        for (int block = rows; block >= FEWEST_ROWS; block--) {
            if (rows % block == 0 && 4L * block * depth <= CACHE) {
                return block;
            }
        }
        return rows;
    }

    /** Copies the factor into panels, several side by side, so that the lines of its memory are used up. */
    private static Kernel copy(Load.Memory factor, int columnAxis, int innerAxis, int panels, int depth, Slot packed) {
        int beside = SIDE_BY_SIDE;
        while (panels % beside != 0) {
            beside--;
        }
        int[] extents = {panels / beside, depth, beside, WIDTH};
        int group = beside;
        Index panel = Index.loop(0, panels / group).times(group).plus(Index.loop(2, group));
        Index column = panel.times(WIDTH).plus(Index.loop(3, WIDTH));
        Index step = Index.loop(1, depth);
        Load from = Loops.replace(factor, axis -> axis == columnAxis ? column : axis == innerAxis ? step : Index.ZERO);
        Index place = panel.times(WIDTH * depth).plus(step.times(WIDTH)).plus(Index.loop(3, WIDTH));
        Store store = new Store(packed, place, Expr.input(0, DType.FLOAT32));
        return new Kernel("panels", List.of(from), extents, new int[0], null, null, List.of(store));
    }

    /** The kernel for the elements of one output loop from {@code first} on. */
    private static Kernel from(Kernel kernel, int changed, int first) {
        int[] extents = kernel.extents().clone();
        extents[changed] -= first;
        int rank = extents.length;
        return Loops.replace(
                kernel,
                extents,
                kernel.reduced(),
                axis -> axis == changed
                        ? Index.loop(axis, extents[axis]).plus(first)
                        : Index.loop(axis, axis < rank ? extents[axis] : kernel.reduced()[axis - rank]));
    }
}
