package nabla.web.simd;

/**
 * How many rows and columns of the output are summed up in registers together. Each step along the reduced axis loads a
 * vector for each row and each column and multiplies each with each; what does not fit in the registers is slow.
 *
 * @param rows of the tile
 * @param columns of the tile: single ones or vectors of four
 */
record TileShape(int rows, int columns) {
    /** What a processor's clock needs on average for a multiply-add and, beside it, for a load. */
    private static final double MULTIPLY_ADD = 0.5;

    private static final double LOAD = 0.6;

    /** For so many clocks a sum has to wait before the next product can be added. */
    private static final double LATENCY = 4;

    /** The shape that covers an output of this size in the shortest time. */
    static TileShape of(int rows, int columns, MultiplyAdd multiplyAdd) {
        TileShape best = new TileShape(1, 1);
        double least = Double.MAX_VALUE;
        for (int width = 1; width < multiplyAdd.registers; width++) {
            int most = most(width, multiplyAdd);
            if (most > 0) {
                int height = balanced(rows, most);
                int whole = columns / width;
                double cost = whole * column(rows, height, width);
                if (columns % width > 0) {
                    cost += column(rows, height, columns % width);
                }
                if (cost < least) {
                    least = cost;
                    best = new TileShape(height, width);
                }
            }
        }
        return best;
    }

    /** The shape of tiles of so many columns, whatever they cost. */
    static TileShape ofColumns(int rows, int columns, MultiplyAdd multiplyAdd) {
        return new TileShape(balanced(rows, Math.max(1, most(columns, multiplyAdd))), columns);
    }

    /** The clocks for a step in all tiles that lie below each other. */
    private static double column(int rows, int height, int width) {
        double cost = rows / height * clocks(height, width);
        return rows % height > 0 ? cost + clocks(rows % height, width) : cost;
    }

    private static double clocks(int height, int width) {
        return Math.max(LATENCY, Math.max(MULTIPLY_ADD * height * width, LOAD * (height + width)));
    }

    /** The size of pieces of at most {@code most} elements that are about equally large. */
    static int balanced(int extent, int most) {
        int pieces = (extent + most - 1) / most;
        return (extent + pieces - 1) / pieces;
    }

    /** The most rows that fit with so many columns: the sums, and the loads of the shorter side. */
    static int most(int columns, MultiplyAdd multiplyAdd) {
        int rows = 0;
        while ((rows + 1) * columns + Math.min(rows + 1, columns) <= multiplyAdd.registers) {
            rows++;
        }
        return rows;
    }
}
