package nabla.web.stepper;

/** Which cells of a large tensor came: evenly spaced rows and columns, where all axes but the last make rows. */
final class Sample {
    private static final int SIDE = 32;

    private final int rows;
    private final int columns;
    private final int down;
    private final int right;

    Sample(int[] shape) {
        columns = shape.length == 0 ? 1 : shape[shape.length - 1];
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        rows = size / Math.max(1, columns);
        down = Math.min(SIDE, rows);
        right = Math.min(SIDE, columns);
    }

    int[] shape() {
        return new int[] {down, right};
    }

    /** The whole tensor's cell that a cell of the sample is. */
    int whole(int cell) {
        int row = (int) ((long) (cell / right) * rows / down);
        int column = (int) ((long) (cell % right) * columns / right);
        return row * columns + column;
    }

    /** The sample's cell that stands for one of the whole tensor. */
    int nearest(int whole) {
        int i = (int) (((long) (whole / columns) * down + rows - 1) / rows);
        int j = (int) (((long) (whole % columns) * right + columns - 1) / columns);
        return Math.min(down - 1, i) * right + Math.min(right - 1, j);
    }
}
