package nabla.web.webgpu;

/**
 * Gives out places in a block of memory. Places come in sizes that are powers of two; one that was given back is given out
 * again for its size. In a steady state, where each step asks for the same sizes, the heap does not grow.
 */
final class Heap {
    private static final int SMALLEST = 4;
    private static final int SIZES = 17 - SMALLEST;

    private final int[][] free = new int[SIZES][8];
    private final int[] freeCount = new int[SIZES];
    private int end;

    /** A heap whose first bytes, a multiple of 16, are someone else's. */
    Heap(int taken) {
        end = taken;
    }

    /** Where a place for this many bytes (at most 64 KiB) begins: a multiple of 16. */
    int allocate(long bytes) {
        int size = sizeOf(bytes);
        if (freeCount[size] > 0) {
            return free[size][--freeCount[size]];
        }
        int begin = end;
        end += 1 << size + SMALLEST;
        return begin;
    }

    /** Takes back a place that was given out for this many bytes. */
    void free(int begin, long bytes) {
        int size = sizeOf(bytes);
        if (freeCount[size] == free[size].length) {
            int[] longer = new int[2 * freeCount[size]];
            System.arraycopy(free[size], 0, longer, 0, freeCount[size]);
            free[size] = longer;
        }
        free[size][freeCount[size]++] = begin;
    }

    /** How many bytes the block must have for all that was ever given out. */
    int end() {
        return end;
    }

    private static int sizeOf(long bytes) {
        int size = 0;
        while (1L << size + SMALLEST < bytes) {
            size++;
        }
        return size;
    }
}
