package nabla.nn;

import nabla.io.Json;

/**
 * A number for the height and one for the width.
 *
 * @param height for what goes down
 * @param width for what goes to the right
 */
public record Pair(int height, int width) {
    /** Returns the pair of one number twice. */
    public static Pair both(int size) {
        return new Pair(size, size);
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

    Json json() {
        return Json.array(height, width);
    }

    int[] toArray() {
        return new int[] {height, width};
    }

    /** PyTorch's spelling where one number may stand for both: {@code 2}. */
    String brief() {
        return height == width ? Integer.toString(height) : toString();
    }

    /** PyTorch's spelling of a tuple: {@code (5, 5)}. */
    @Override
    public String toString() {
        return "(" + height + ", " + width + ")";
    }
}
