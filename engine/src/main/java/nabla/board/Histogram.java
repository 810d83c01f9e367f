package nabla.board;

import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ReduceOp;
import nabla.op.Shape;

/**
 * How many numbers have which size: bins of equal width in the logarithm. What is smaller than the first bin, zero too, is
 * in none; the last bin has all that is larger.
 */
public final class Histogram {
    /** How many bins there are. */
    public static final int BINS = 24;

    /** The decimal logarithm at which the first bin begins. */
    public static final double LOWEST = -12;

    /** How wide a bin is in the decimal logarithm. */
    public static final double WIDTH = 0.75;

    /** Of more numbers than that only some are counted, at equal distances. */
    private static final int ENOUGH = 4096;

    private final Node edges;

    Histogram() {
        float[] sizes = new float[BINS];
        for (int i = 0; i < BINS; i++) {
            sizes[i] = (float) Math.pow(10, LOWEST + i * WIDTH);
        }
        edges = Ops.data(Shape.of(BINS, 1), DType.FLOAT32, () -> sizes);
    }

    /** For each bin how many of the numbers that are counted, of these [n], are in it or in a higher one, [BINS]. */
    Node reaching(Node numbers, Shape shape) {
        Node counted = Ops.slice(numbers, 0, 0, counted(shape), stride(shape));
        Node sizes = Ops.reshape(Ops.map(Maps.ABS, counted), Shape.of(1, counted(shape)));
        Node reaches = Ops.map(Maps.LE, edges, sizes);
        return Ops.reduce(ReduceOp.Kind.SUM, Ops.map(Maps.to(DType.FLOAT32), reaches), 1);
    }

    /** How many numbers of a tensor of this shape are counted. */
    static int counted(Shape shape) {
        return (shape.size() + stride(shape) - 1) / stride(shape);
    }

    /** The distance from one that is counted to the next: such that they come from all places of a row. */
    private static int stride(Shape shape) {
        int stride = Math.max(1, shape.size() / ENOUGH);
        int row = shape.rank() == 0 ? 1 : shape.get(shape.rank() - 1);
        while (stride > 1 && commonDivisor(stride, row) > 1) {
            stride++;
        }
        return stride;
    }

    private static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }

    /** The bins, of what {@link #reaching} counted from place {@code at} on. */
    static int[] bins(float[] counts, int at) {
        int[] bins = new int[BINS];
        for (int i = 0; i < BINS; i++) {
            bins[i] = (int) (counts[at + i] - (i + 1 < BINS ? counts[at + i + 1] : 0));
        }
        return bins;
    }
}
