package nabla.op;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The extents of a tensor's axes, outermost first. {@code Shape.of()} is a scalar. Immutable. */
public final class Shape {
    /** The shape of a scalar: no axis, one element. */
    public static final Shape SCALAR = new Shape(new int[0]);

    private static final int PLACES = 256;

    /** Vectors and matrices made last, each at a place that its extents tell: each step of a training needs the same again. */
    private static final @Nullable Shape[] MADE = new Shape[PLACES];

    private final int[] extents;
    private final int size;
    private final int hash;

    private Shape(int[] extents) {
        this.extents = extents;
        long product = 1;
        int code = 1;
        for (int extent : extents) {
            if (extent < 0) {
                throw new ShapeException(
                        "Trying to create tensor with negative dimension " + extent + ": " + Arrays.toString(extents)
                                + "\n  Hint: extents count elements; only view and reshape know -1.");
            }
            product *= extent;
            if (product > Integer.MAX_VALUE) {
                throw new ShapeException("shape " + Arrays.toString(extents) + ": more than 2147483647 elements.");
            }
            code = 31 * code + extent;
        }
        size = (int) product;
        hash = code;
    }

    /**
     * The shape with these extents, outermost first.
     *
     * @throws ShapeException if an extent is negative or the elements are more than 2^31 - 1
     */
    public static Shape of(int... extents) {
        return switch (extents.length) {
            case 0 -> SCALAR;
            case 1 -> vector(extents[0]);
            case 2 -> matrix(extents[0], extents[1]);
            default -> new Shape(extents.clone());
        };
    }

    private static Shape vector(int extent) {
        int place = extent & PLACES - 1;
        Shape known = MADE[place];
        if (known == null || known.extents.length != 1 || known.extents[0] != extent) {
            known = new Shape(new int[] {extent});
            MADE[place] = known;
        }
        return known;
    }

    /** As {@link #of} of two extents. */
    static Shape matrix(int rows, int columns) {
        int place = 31 * rows + columns & PLACES - 1;
        Shape known = MADE[place];
        if (known == null || known.extents.length != 2 || known.extents[0] != rows || known.extents[1] != columns) {
            known = new Shape(new int[] {rows, columns});
            MADE[place] = known;
        }
        return known;
    }

    /** How many axes there are. */
    public int rank() {
        return extents.length;
    }

    /** How many elements there are. */
    public int size() {
        return size;
    }

    /** The extent of an axis; a negative axis counts from the end. */
    public int get(int axis) {
        return extents[axis < 0 ? axis + extents.length : axis];
    }

    /** The extents as a new array. */
    public int[] toArray() {
        return extents.clone();
    }

    /** How far apart, in elements, neighbours along each axis lie in row-major memory. */
    public int[] strides() {
        int[] strides = new int[extents.length];
        int stride = 1;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= extents[axis];
        }
        return strides;
    }

    /**
     * The axis counted from the front.
     *
     * @throws ShapeException if {@code axis} is not in [-rank, rank)
     */
    public int axis(String operation, int axis) {
        int rank = extents.length;
        if (axis < -rank || axis >= rank) {
            int least = Math.min(-1, -rank);
            throw new ShapeException("Dimension out of range (expected to be in range of [" + least + ", "
                    + (-least - 1) + "], but got " + axis + ")\n  " + operation + " of shape " + this + ".");
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** This shape with one extent replaced. */
    public Shape with(int axis, int extent) {
        if (extents.length == 2) {
            return axis == 0 ? matrix(extent, extents[1]) : matrix(extents[0], extent);
        }
        int[] changed = extents.clone();
        changed[axis] = extent;
        return new Shape(changed);
    }

    /** This shape without one axis. */
    public Shape without(int axis) {
        if (extents.length == 2) {
            return vector(extents[1 - axis]);
        }
        int[] rest = new int[extents.length - 1];
        System.arraycopy(extents, 0, rest, 0, axis);
        System.arraycopy(extents, axis + 1, rest, axis, rest.length - axis);
        return new Shape(rest);
    }

    /**
     * The shape that both broadcast to: axes are matched from the last, and an extent of 1 stretches.
     *
     * @throws ShapeException with PyTorch's words if they do not match
     */
    public static Shape broadcast(String operation, Shape a, Shape b) {
        if (a == b || a.equals(b)) {
            return a;
        }
        if (b.stretchesTo(a)) {
            return a;
        }
        if (a.stretchesTo(b)) {
            return b;
        }
        int rank = Math.max(a.rank(), b.rank());
        int[] result = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int i = axis - rank + a.rank();
            int j = axis - rank + b.rank();
            int x = i < 0 ? 1 : a.extents[i];
            int y = j < 0 ? 1 : b.extents[j];
            if (x != y && x != 1 && y != 1) {
                throw new ShapeException(operation + ": The size of tensor a (" + x
                        + ") must match the size of tensor b (" + y + ") at non-singleton dimension " + axis + "."
                        + "\n  Shapes: " + a + " and " + b
                        + ". Hint: axes are matched from the last; unsqueeze(dim) adds an axis of 1 that stretches.");
            }
            result[axis] = x == 1 ? y : x;
        }
        return new Shape(result);
    }

    private boolean stretchesTo(Shape other) {
        int extra = other.extents.length - extents.length;
        if (extra < 0) {
            return false;
        }
        for (int axis = 0; axis < extents.length; axis++) {
            if (extents[axis] != 1 && extents[axis] != other.extents[axis + extra]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Shape that && hash == that.hash && Arrays.equals(extents, that.extents);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The extents in brackets: {@code [2, 3]}. */
    @Override
    public String toString() {
        return Arrays.toString(extents);
    }
}
