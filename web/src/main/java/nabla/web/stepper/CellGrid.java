package nabla.web.stepper;

/**
 * Where each cell of a tensor lies in its picture. A matrix is one plane; what has more axes is a grid of planes, the last
 * two axes each: samples downwards and channels across.
 *
 * @param across how many planes lie side by side, and {@code down} below each other
 * @param cellWidth in CSS pixels, below 1 for very wide tensors; as is {@code cellHeight}
 * @param gap between planes, in pixels
 */
record CellGrid(int across, int down, int rows, int columns, double cellWidth, double cellHeight, int gap) {
    private static final double LARGEST = 46;
    private static final double LARGEST_PICTURE_CELL = 9;
    private static final double LEGIBLE = 12;
    private static final double ALONE = 20;
    private static final double SHORTEST = 120;

    /** The grid for a tensor of this shape that fits into so many pixels, as well as can be. */
    static CellGrid fit(int[] shape, double width, double height) {
        int rank = shape.length;
        int columns = rank > 0 ? shape[rank - 1] : 1;
        int rows = rank > 1 ? shape[rank - 2] : 1;
        int planes = 1;
        for (int axis = 0; axis < rank - 2; axis++) {
            planes *= shape[axis];
        }
        int across = rank > 3 ? shape[rank - 3] : planes;
        int down = planes / Math.max(1, across);
        if (across == 1) {
            across = down;
            down = 1;
        }
        if (planes == 1) {
            double wide = Math.min(LARGEST, width / columns);
            double high = Math.min(LARGEST, height / rows);
            double base = Math.min(wide, high);
            double cellWidth = whole(Math.min(wide, Math.max(base, legible(columns))));
            double cellHeight = whole(Math.min(high, Math.max(base, legible(rows))));
            return new CellGrid(1, 1, rows, columns, cellWidth, cellHeight, 0);
        }
        int gap = 3;
        double wide = (width - (across - 1) * gap) / ((double) across * columns);
        double high = (height - (down - 1) * gap) / ((double) down * rows);
        double size = whole(Math.max(1, Math.min(Math.min(wide, high), LARGEST_PICTURE_CELL)));
        return new CellGrid(across, down, rows, columns, size, size, gap);
    }

    /** So large a cell is at least, if there is room, along an axis of so many. */
    private static double legible(int count) {
        return count < 4 ? ALONE : Math.max(SHORTEST / count, count <= 16 ? LEGIBLE : 0);
    }

    private static double whole(double size) {
        return size >= 2 ? Math.floor(size) : size;
    }

    double width() {
        return across * columns * cellWidth + (across - 1) * gap;
    }

    double height() {
        return down * rows * cellHeight + (down - 1) * gap;
    }

    /** The number of cells; planes are full. */
    int size() {
        return across * down * rows * columns;
    }

    int plane(int cell) {
        return cell / (rows * columns);
    }

    int row(int cell) {
        return cell / columns % rows;
    }

    int column(int cell) {
        return cell % columns;
    }

    double planeX(int plane) {
        return plane % across * (columns * cellWidth + gap);
    }

    double planeY(int plane) {
        return plane / across * (rows * cellHeight + gap);
    }

    /** The cell's left edge. */
    double x(int cell) {
        return planeX(plane(cell)) + column(cell) * cellWidth;
    }

    /** The cell's upper edge. */
    double y(int cell) {
        return planeY(plane(cell)) + row(cell) * cellHeight;
    }

    /** The cell at this point; -1 in a gap or outside. */
    int at(double x, double y) {
        double planeWidth = columns * cellWidth;
        double planeHeight = rows * cellHeight;
        int planeColumn = (int) Math.floor(x / (planeWidth + gap));
        int planeRow = (int) Math.floor(y / (planeHeight + gap));
        double insideX = x - planeColumn * (planeWidth + gap);
        double insideY = y - planeRow * (planeHeight + gap);
        boolean outside = x < 0 || y < 0 || planeColumn >= across || planeRow >= down;
        if (outside || insideX >= planeWidth || insideY >= planeHeight) {
            return -1;
        }
        int column = Math.min(columns - 1, (int) (insideX / cellWidth));
        int row = Math.min(rows - 1, (int) (insideY / cellHeight));
        return ((planeRow * across + planeColumn) * rows + row) * columns + column;
    }

    /** The neighbour of a cell, so many cells to the right and below; the cell itself at the edge. */
    int neighbour(int cell, int right, int below) {
        int allColumns = across * columns;
        int column = plane(cell) % across * columns + column(cell) + right;
        int row = plane(cell) / across * rows + row(cell) + below;
        if (column < 0 || row < 0 || column >= allColumns || row >= down * rows) {
            return cell;
        }
        int plane = row / rows * across + column / columns;
        return (plane * rows + row % rows) * columns + column % columns;
    }
}
