package nabla.backend.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import nabla.op.Coordinates;
import nabla.op.Node;
import nabla.op.Shape;

/** Coordinates as numbers: one array holds a coordinate of every element. */
final class CoordinateArrays implements Coordinates<int[]> {
    private final int size;
    private final ToIntFunction<Node> scalarValue;
    private final boolean[] outside;

    CoordinateArrays(int size, ToIntFunction<Node> scalarValue) {
        this.size = size;
        this.scalarValue = scalarValue;
        outside = new boolean[size];
    }

    /** The coordinates of all elements of a shape, row-major: an array an axis. */
    List<int[]> all(Shape shape) {
        List<int[]> result = new ArrayList<>();
        int[] strides = shape.strides();
        for (int axis = 0; axis < shape.rank(); axis++) {
            int[] coordinate = new int[size];
            for (int k = 0; k < size; k++) {
                coordinate[k] = k / strides[axis] % shape.get(axis);
            }
            result.add(coordinate);
        }
        return result;
    }

    /** Whether everything required holds of the element. */
    boolean isInside(int element) {
        return !outside[element];
    }

    @Override
    public int[] constant(int value) {
        int[] result = new int[size];
        java.util.Arrays.fill(result, value);
        return result;
    }

    @Override
    public int[] plus(int[] a, int[] b) {
        int[] result = new int[size];
        for (int k = 0; k < size; k++) {
            result[k] = a[k] + b[k];
        }
        return result;
    }

    @Override
    public int[] plus(int[] a, int b) {
        return plus(a, constant(b));
    }

    @Override
    public int[] times(int[] a, int factor) {
        int[] result = new int[size];
        for (int k = 0; k < size; k++) {
            result[k] = a[k] * factor;
        }
        return result;
    }

    @Override
    public int[] dividedBy(int[] a, int divisor) {
        int[] result = new int[size];
        for (int k = 0; k < size; k++) {
            result[k] = Math.floorDiv(a[k], divisor);
        }
        return result;
    }

    @Override
    public int[] modulo(int[] a, int divisor) {
        int[] result = new int[size];
        for (int k = 0; k < size; k++) {
            result[k] = Math.floorMod(a[k], divisor);
        }
        return result;
    }

    @Override
    public int[] argument(Node scalar, int limit) {
        return constant(scalarValue.applyAsInt(scalar));
    }

    @Override
    public void require(int[] value, int extent) {
        for (int k = 0; k < size; k++) {
            outside[k] |= value[k] < 0 || value[k] >= extent;
        }
    }
}
