package nabla.backend.jvm;

import java.util.Arrays;
import nabla.compile.Bound;
import nabla.compile.Contraction;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;

/** The sums of a contraction as matrix products: both factors are packed into dense panels, then multiplied. */
final class Products {
    private static final int PANEL_ROWS = 256;

    private final Kernel kernel;
    private final Load.Memory first;
    private final Load.Memory second;
    private final int[] batchAxes;
    private final int[] rowAxes;
    private final int[] columnAxes;
    private final int[] reducedAxes;
    private final float[] sums;

    Products(Kernel kernel, Contraction contraction) {
        this.kernel = kernel;
        first = contraction.left();
        second = contraction.right();
        batchAxes = contraction.batch();
        rowAxes = contraction.rows();
        columnAxes = contraction.columns();
        reducedAxes = contraction.inner();
        sums = new float[kernel.outputs()];
    }

    private int size(int[] axes) {
        int size = 1;
        for (int axis : axes) {
            size *= extent(axis);
        }
        return size;
    }

    private int extent(int axis) {
        int outputs = kernel.extents().length;
        return axis < outputs ? kernel.extents()[axis] : kernel.reduced()[axis - outputs];
    }

    /** Computes all sums. */
    void multiply(Run run) {
        int rows = size(rowAxes);
        int columns = size(columnAxes);
        int depth = size(reducedAxes);
        int[] rowPlaces = places(rowAxes);
        int[] columnPlaces = places(columnAxes);
        int[] batchPlaces = places(batchAxes);
        float[] b = new float[depth * columns];
        float[] a = new float[Math.min(PANEL_ROWS, rows) * depth];
        float[] c = new float[columns];
        int[] counters = new int[kernel.extents().length + kernel.reduced().length];
        for (int batch = 0; batch < batchPlaces.length; batch++) {
            set(counters, batchAxes, batch);
            pack(second, run, counters, new Panel(reducedAxes, 0, depth, columnAxes, columns, b));
            for (int from = 0; from < rows; from += PANEL_ROWS) {
                int count = Math.min(PANEL_ROWS, rows - from);
                pack(first, run, counters, new Panel(rowAxes, from, count, reducedAxes, depth, a));
                for (int row = 0; row < count; row++) {
                    multiplyRow(a, row * depth, b, c, depth, columns);
                    int place = batchPlaces[batch] + rowPlaces[from + row];
                    for (int column = 0; column < columns; column++) {
                        sums[place + columnPlaces[column]] = c[column];
                    }
                }
            }
        }
    }

    private static void multiplyRow(float[] a, int start, float[] b, float[] c, int depth, int columns) {
        Arrays.fill(c, 0);
        for (int k = 0; k < depth; k++) {
            float factor = a[start + k];
            int row = k * columns;
            for (int column = 0; column < columns; column++) {
                c[column] += factor * b[row + column];
            }
        }
    }

    /**
     * A dense panel of a factor: some positions of the outer loops by all of the inner ones.
     *
     * @param outer the loops of its rows
     * @param from the first position of the outer loops
     * @param count how many positions of the outer loops
     * @param inner the loops of its columns
     * @param width how many positions the inner loops have
     * @param cells receives the elements, row-major
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Panel(int[] outer, int from, int count, int[] inner, int width, float[] cells) {}

    private void pack(Load.Memory load, Run run, int[] counters, Panel panel) {
        if (isAffine(load)) {
            packAffine(load, run, counters, panel);
        } else {
            packAny(load, run, counters, panel);
        }
        set(counters, panel.inner, 0);
        set(counters, panel.outer, 0);
    }

    private static boolean isAffine(Load.Memory load) {
        boolean affine = load.address().isAffine();
        for (Bound bound : load.bounds()) {
            affine &= bound.value().isAffine();
        }
        return affine;
    }

    /** Every index is its value at the start of the inner loops plus a step that is the same for all outer positions. */
    private void packAffine(Load.Memory load, Run run, int[] counters, Panel panel) {
        float[] cells = run.cells(load.slot()).floats;
        int start = run.start(load.slot());
        int[] steps = steps(load.address(), panel.inner, panel.width, counters);
        int bounds = load.bounds().size();
        int[][] boundSteps = new int[bounds][];
        for (int i = 0; i < bounds; i++) {
            boundSteps[i] = steps(load.bounds().get(i).value(), panel.inner, panel.width, counters);
        }
        set(counters, panel.inner, 0);
        boolean[] outside = new boolean[panel.width];
        for (int i = 0; i < panel.count; i++) {
            set(counters, panel.outer, panel.from + i);
            int base = start + run.of(load.address(), counters);
            Arrays.fill(outside, false);
            for (int each = 0; each < bounds; each++) {
                int value = run.of(load.bounds().get(each).value(), counters);
                int extent = load.bounds().get(each).extent();
                for (int k = 0; k < panel.width; k++) {
                    int at = value + boundSteps[each][k];
                    outside[k] |= at < 0 || at >= extent;
                }
            }
            for (int k = 0; k < panel.width; k++) {
                panel.cells[i * panel.width + k] = outside[k] ? 0 : cells[base + steps[k]];
            }
        }
    }

    private void packAny(Load.Memory load, Run run, int[] counters, Panel panel) {
        float[] cells = run.cells(load.slot()).floats;
        int start = run.start(load.slot());
        for (int i = 0; i < panel.count; i++) {
            set(counters, panel.outer, panel.from + i);
            set(counters, panel.inner, 0);
            for (int k = 0; k < panel.width; k++) {
                boolean inside = BlockProgram.holds(load.bounds(), run, counters);
                panel.cells[i * panel.width + k] = inside ? cells[start + run.of(load.address(), counters)] : 0;
                step(counters, panel.inner);
            }
        }
    }

    /** How far each position of the inner loops lies from the first. */
    private int[] steps(Index address, int[] axes, int width, int[] counters) {
        int[] steps = new int[width];
        set(counters, axes, 0);
        for (int k = 0; k < width; k++) {
            for (int axis : axes) {
                steps[k] += counters[axis] * address.strideOf(axis);
            }
            step(counters, axes);
        }
        return steps;
    }

    private void step(int[] counters, int[] axes) {
        for (int i = axes.length - 1; i >= 0; i--) {
            if (++counters[axes[i]] < extent(axes[i])) {
                return;
            }
            counters[axes[i]] = 0;
        }
    }

    private void set(int[] counters, int[] axes, int position) {
        int rest = position;
        for (int i = axes.length - 1; i >= 0; i--) {
            counters[axes[i]] = rest % extent(axes[i]);
            rest /= extent(axes[i]);
        }
    }

    /** Where among all outputs each position of these loops is. */
    private int[] places(int[] axes) {
        int[] extents = kernel.extents();
        int[] strides = nabla.op.Shape.of(extents).strides();
        int[] counters = new int[extents.length];
        int[] places = new int[size(axes)];
        for (int i = 0; i < places.length; i++) {
            set(counters, axes, i);
            for (int axis : axes) {
                places[i] += counters[axis] * strides[axis];
            }
        }
        return places;
    }

    /** The sums of neighbouring outputs, in row-major order. */
    void copy(int from, double[] block, int count) {
        for (int i = 0; i < count; i++) {
            block[i] = sums[from + i];
        }
    }
}
