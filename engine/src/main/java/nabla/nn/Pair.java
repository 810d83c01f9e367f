package nabla.nn;

import nabla.io.Json;
import org.jspecify.annotations.Nullable;

/** A number for the height and one for the width. Immutable; it remembers for printing whether one number was told. */
public final class Pair {
    private final int height;
    private final int width;
    private final boolean isOne;

    private Pair(int height, int width, boolean isOne) {
        this.height = height;
        this.width = width;
        this.isOne = isOne;
    }

    /** Makes a pair of two numbers. */
    public Pair(int height, int width) {
        this(height, width, false);
    }

    /** Returns the pair of one number twice. */
    public static Pair both(int size) {
        return new Pair(size, size, true);
    }

    /**
     * Returns the pair of {height, width}.
     *
     * @throws IllegalArgumentException if there are not two numbers
     */
    public static Pair of(int... sizes) {
        if (sizes.length != 2) {
            throw new IllegalArgumentException("Height and width are two numbers, not " + sizes.length + ".");
        }
        return new Pair(sizes[0], sizes[1]);
    }

    /** Returns the number for what goes down. */
    public int height() {
        return height;
    }

    /** Returns the number for what goes to the right. */
    public int width() {
        return width;
    }

    Json json() {
        return Json.array(height, width);
    }

    int[] toArray() {
        return new int[] {height, width};
    }

    /** PyTorch's spelling where one number may stand for both: {@code 2} if one was told, else a tuple. */
    String brief() {
        return isOne ? Integer.toString(height) : toString();
    }

    /** How the numbers were told does not count. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pair that && height == that.height && width == that.width;
    }

    @Override
    public int hashCode() {
        return 31 * height + width;
    }

    /** PyTorch's spelling of a tuple: {@code (5, 5)}. */
    @Override
    public String toString() {
        return "(" + height + ", " + width + ")";
    }
}
