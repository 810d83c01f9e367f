package nabla.web.webgpu.wgsl;

/**
 * How many elements of a contraction one invocation of a software adapter makes: the more, the fewer loads a product needs;
 * but no more than there are, and so that all cores have tiles.
 *
 * @param rows rows of the output
 * @param columns columns of the output, each {@code spread} wide
 */
record TileShape(int rows, int columns) {
    private static final int LARGEST = 8;

    /** Costs of a load and of a product with its addition, in instructions. */
    private static final int LOAD = 12;

    private static final int PRODUCT = 3;

    /** So many tiles at once keep the cores busy. */
    private static final int AT_ONCE = 4;

    /** As many workgroups are enough to divide the work among cores. */
    private static final int ENOUGH_GROUPS = 16;

    /** The shape that costs least for an output of this size. */
    static TileShape of(int batch, int rowCount, int columnCount, int spread) {
        return of(batch, rowCount, columnCount, spread, 0);
    }

    /** The same with columns that divide {@code whole}. */
    static TileShape of(int batch, int rowCount, int columnCount, int spread, int whole) {
        TileShape best = new TileShape(1, 1);
        long least = Long.MAX_VALUE;
        for (int rows = LARGEST; rows > 0; rows--) {
            for (int columns = LARGEST; columns > 0; columns--) {
                long tiles = (long) batch * parts(rowCount, rows) * parts(columnCount, columns * spread);
                long cost = (tiles + AT_ONCE - 1) / AT_ONCE * (LOAD * (rows + columns) + PRODUCT * rows * columns);
                if (cost < least && whole % columns == 0) {
                    least = cost;
                    best = new TileShape(rows, columns);
                }
            }
        }
        return best;
    }

    /** How many pieces of this length cover the whole. */
    static int parts(int whole, int piece) {
        return (whole + piece - 1) / piece;
    }

    /** How many of these tiles, or sums, a workgroup of so many invocations makes, {@link Tuning#LANES} for each. */
    static int ofGroup(int tiles, int threads) {
        int most = threads / Tuning.LANES;
        while (most > 1 && parts(tiles, most) < ENOUGH_GROUPS) {
            most /= 2;
        }
        return most;
    }
}
