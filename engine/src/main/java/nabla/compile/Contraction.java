package nabla.compile;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the loops of a contraction divide between its two factors. Every product of matrices and every convolution is
 * {@code out[batch, rows, columns] = sum over inner of left[batch, rows, inner] * right[batch, inner, columns]}; a
 * transposed factor differs only in its strides, a convolution has several loops in a group, and bounds where it pads.
 *
 * @param left the factor that the row loops move through
 * @param right the factor that the column loops move through: the last output loop that only one factor depends on is one
 * @param rows output loops that only {@code left} depends on
 * @param columns output loops that only {@code right} depends on
 * @param batch output loops that both depend on, or neither
 * @param inner the reduced loops
 */
public record Contraction(Load.Memory left, Load.Memory right, int[] rows, int[] columns, int[] batch, int[] inner) {

    /** The parts of this kernel if it is a {@link Kernel#isContraction contraction}, else null. */
    public static @Nullable Contraction of(Kernel kernel) {
        if (!kernel.isContraction()) {
            return null;
        }
        var body = Objects.requireNonNull(kernel.body());
        Load.Memory left = (Load.Memory) kernel.loads().get(body.argument(0).index());
        Load.Memory right = (Load.Memory) kernel.loads().get(body.argument(1).index());
        int rank = kernel.extents().length;
        for (int axis = rank - 1; axis >= 0; axis--) {
            boolean inLeft = Loops.dependsOn(left, axis);
            if (inLeft != Loops.dependsOn(right, axis)) {
                if (inLeft) {
                    Load.Memory swapped = left;
                    left = right;
                    right = swapped;
                }
                break;
            }
        }
        int[] inner = new int[kernel.reduced().length];
        for (int i = 0; i < inner.length; i++) {
            inner[i] = rank + i;
        }
        int[] rows = outputLoops(rank, left, true, right, false);
        int[] columns = outputLoops(rank, left, false, right, true);
        int[] both = outputLoops(rank, left, true, right, true);
        int[] neither = outputLoops(rank, left, false, right, false);
        int[] batch = new int[both.length + neither.length];
        System.arraycopy(both, 0, batch, 0, both.length);
        System.arraycopy(neither, 0, batch, both.length, neither.length);
        return new Contraction(left, right, rows, columns, batch, inner);
    }

    private static int[] outputLoops(int rank, Load left, boolean inLeft, Load right, boolean inRight) {
        int[] found = new int[rank];
        int count = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (Loops.dependsOn(left, axis) == inLeft && Loops.dependsOn(right, axis) == inRight) {
                found[count++] = axis;
            }
        }
        int[] axes = new int[count];
        System.arraycopy(found, 0, axes, 0, count);
        return axes;
    }

    /** Whether both factors lie in memory with a fixed stride for each loop and without bounds. */
    public boolean isStrided() {
        return left.bounds().isEmpty()
                && right.bounds().isEmpty()
                && left.address().isAffine()
                && right.address().isAffine();
    }

    /**
     * Whether it is one product of two strided matrices: at most one loop a group and no batch. Of a kernel whose loops
     * are {@link Loops#merged merged} this finds every dense product.
     */
    public boolean isMatrixProduct() {
        return isStrided() && rows.length <= 1 && columns.length <= 1 && batch.length == 0 && inner.length <= 1;
    }
}
