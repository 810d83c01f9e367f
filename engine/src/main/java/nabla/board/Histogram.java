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

    private final Node edges;

    Histogram() {
        float[] sizes = new float[BINS];
        for (int i = 0; i < BINS; i++) {
            sizes[i] = (float) Math.pow(10, LOWEST + i * WIDTH);
        }
        edges = Ops.data(Shape.of(BINS, 1), DType.FLOAT32, () -> sizes);
    }

    /** For each bin how many of the numbers [n] are in it or in a higher one, [BINS]. */
    Node reaching(Node numbers) {
        int count = numbers.shape().size();
        Node sizes = Ops.reshape(Ops.map(Maps.ABS, numbers), Shape.of(1, count));
        Node reaches = Ops.map(Maps.LE, edges, sizes);
        return Ops.reduce(ReduceOp.Kind.SUM, Ops.map(Maps.to(DType.FLOAT32), reaches), 1);
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
