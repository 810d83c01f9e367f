package nabla.nn;

import nabla.io.Json;

/** A number for the height and one for the width. */
record Pair(int height, int width) {
    static Pair both(int size) {
        return new Pair(size, size);
    }

    Json json() {
        return Json.array(height, width);
    }

    int[] toArray() {
        return new int[] {height, width};
    }

    /** PyTorch's spelling of a tuple: {@code (5, 5)}. */
    @Override
    public String toString() {
        return "(" + height + ", " + width + ")";
    }
}
