package nabla.web.simd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.backend.OutOfMemoryException;

/**
 * Hands out pieces of the linear memory. Pieces of up to 1 KiB come from lists of freed pieces of the same size, so that a
 * step's small results cost nothing; larger ones from free blocks that join again when their neighbours are free.
 */
final class Arena {
    /** How far beyond a buffer code may read without harm: that much is kept free at both ends of the memory. */
    static final int MARGIN = 1 << 16;

    private static final int ALIGNMENT = 16;
    private static final int SMALL = 1024;
    private static final int SLAB = 1 << 16;
    private static final int GROWTH = 1 << 24;

    private final Space space;
    private final List<int[]> freeSmall = new ArrayList<>();
    private final int[] freeSmallCount = new int[SMALL / ALIGNMENT + 1];
    private int[] starts = new int[16];
    private int[] sizes = new int[16];
    private int blocks;
    private int top;
    private long used;

    Arena(Space space) {
        this.space = space;
        top = space.start();
        for (int i = 0; i <= SMALL / ALIGNMENT; i++) {
            freeSmall.add(new int[8]);
        }
    }

    /** Bytes handed out and not yet freed. */
    long used() {
        return used;
    }

    /**
     * The address of {@code bytes} bytes, a multiple of 16.
     *
     * @throws OutOfMemoryException if the memory cannot grow that far
     */
    int allocate(long bytes) {
        long rounded = Math.max(ALIGNMENT, (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        if (rounded > Integer.MAX_VALUE - GROWTH) {
            throw outOfMemory(bytes);
        }
        int size = (int) rounded;
        int address = size <= SMALL ? allocateSmall(size) : allocateBlock(size);
        used += size;
        return address;
    }

    /** Takes back what {@link #allocate} gave for this many bytes. */
    void free(int address, long bytes) {
        int size = (int) Math.max(ALIGNMENT, (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        used -= size;
        if (size <= SMALL) {
            pushSmall(size / ALIGNMENT, address);
        } else {
            insert(address, size);
        }
    }

    private int allocateSmall(int size) {
        int list = size / ALIGNMENT;
        if (freeSmallCount[list] == 0) {
            int slab = allocateBlock(SLAB);
            for (int piece = SLAB / size - 1; piece >= 0; piece--) {
                pushSmall(list, slab + piece * size);
            }
        }
        return freeSmall.get(list)[--freeSmallCount[list]];
    }

    private void pushSmall(int list, int address) {
        int[] pieces = freeSmall.get(list);
        if (freeSmallCount[list] == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * pieces.length);
            freeSmall.set(list, pieces);
        }
        pieces[freeSmallCount[list]++] = address;
    }

    /** The smallest free block that is large enough, or new memory. */
    private int allocateBlock(int size) {
        int best = -1;
        for (int i = 0; i < blocks; i++) {
            if (sizes[i] >= size && (best < 0 || sizes[i] < sizes[best])) {
                best = i;
            }
        }
        if (best < 0) {
            return extend(size);
        }
        int address = starts[best];
        starts[best] += size;
        sizes[best] -= size;
        if (sizes[best] == 0) {
            remove(best);
        }
        return address;
    }

    private int extend(int size) {
        long needed = (long) top + size + MARGIN - space.size();
        if (needed > 0) {
            long preferred = Math.max(needed, GROWTH);
            if (needed > Integer.MAX_VALUE || !space.grow((int) preferred) && !space.grow((int) needed)) {
                throw outOfMemory(size);
            }
        }
        int address = top;
        top += size;
        return address;
    }

    private OutOfMemoryException outOfMemory(long bytes) {
        return new OutOfMemoryException(
                "simd: no room for " + bytes + " bytes more; " + used + " bytes are in use and the "
                        + "memory cannot grow beyond its maximum.\n  Hint: use a smaller batch or network, or keep fewer tensors.");
    }

    private void insert(int address, int size) {
        int place = 0;
        while (place < blocks && starts[place] < address) {
            place++;
        }
        boolean joinsLeft = place > 0 && starts[place - 1] + sizes[place - 1] == address;
        boolean joinsRight = place < blocks && address + size == starts[place];
        if (joinsLeft) {
            sizes[place - 1] += size;
            if (joinsRight) {
                sizes[place - 1] += sizes[place];
                remove(place);
            }
        } else if (joinsRight) {
            starts[place] = address;
            sizes[place] += size;
        } else {
            if (blocks == starts.length) {
                starts = Arrays.copyOf(starts, 2 * blocks);
                sizes = Arrays.copyOf(sizes, 2 * blocks);
            }
            System.arraycopy(starts, place, starts, place + 1, blocks - place);
            System.arraycopy(sizes, place, sizes, place + 1, blocks - place);
            starts[place] = address;
            sizes[place] = size;
            blocks++;
        }
    }

    private void remove(int place) {
        blocks--;
        System.arraycopy(starts, place + 1, starts, place, blocks - place);
        System.arraycopy(sizes, place + 1, sizes, place, blocks - place);
    }
}
