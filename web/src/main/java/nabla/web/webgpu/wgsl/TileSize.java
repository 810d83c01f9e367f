package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.List;

/**
 * How a GPU's workgroup tiles a contraction. Products are added in the same order for each size, so that a choice among
 * them never changes a bit of the result.
 *
 * @param rows of the output that a workgroup makes
 * @param columns likewise
 * @param depth how many products of each element there are in the pieces that it brings to shared memory at a time
 */
public record TileSize(int rows, int columns, int depth) {
    /** A workgroup has so many invocations along rows and along columns. */
    static final int SIDE = 16;

    private static final int LARGEST = 4 * SIDE;
    private static final int DEEPEST = 32;

    /** As many workgroups keep a GPU busy; for fewer, the tiles are made smaller. */
    private static final int ENOUGH_GROUPS = 128;

    /** What suits an output of this size if nobody has measured. */
    static TileSize standard(int batch, int rowCount, int columnCount) {
        int tall = fitting(rowCount);
        int wide = fitting(columnCount);
        while (batch * new TileSize(tall, wide, 0).tiles(rowCount, columnCount) < ENOUGH_GROUPS
                && (tall > SIDE || wide > SIDE)) {
            if (tall >= wide) {
                tall /= 2;
            } else {
                wide /= 2;
            }
        }
        return of(tall, wide);
    }

    private static TileSize of(int tall, int wide) {
        return new TileSize(tall, wide, tall + wide > LARGEST ? DEEPEST / 2 : DEEPEST);
    }

    private static int fitting(int count) {
        return count > 2 * SIDE ? LARGEST : count > SIDE ? 2 * SIDE : SIDE;
    }

    /** How many tiles cover so many rows and columns. */
    int tiles(int rowCount, int columnCount) {
        return (rowCount + rows - 1) / rows * ((columnCount + columns - 1) / columns);
    }

    /** Sizes worth timing for an output of so many rows and columns: this one first, then those next to it. */
    public List<TileSize> candidates(int rowCount, int columnCount) {
        List<TileSize> found = new ArrayList<>();
        found.add(this);
        add(new TileSize(rows, columns, depth == DEEPEST ? DEEPEST / 2 : DEEPEST), found);
        for (int tall = rows / 2; tall <= 2 * rows; tall *= 2) {
            for (int wide = columns / 2; wide <= 2 * columns; wide *= 2) {
                boolean fits =
                        tall >= SIDE && tall <= fitting(rowCount) && wide >= SIDE && wide <= fitting(columnCount);
                if (fits && (tall == rows || wide == columns)) {
                    add(of(tall, wide), found);
                }
            }
        }
        return found;
    }

    private static void add(TileSize size, List<TileSize> found) {
        // WebGPU guarantees 16 KiB of shared memory.
        int shared = 4 * size.depth * (size.rows + size.columns + 2);
        if (shared <= 16 * 1024 && !found.contains(size)) {
            found.add(size);
        }
    }
}
