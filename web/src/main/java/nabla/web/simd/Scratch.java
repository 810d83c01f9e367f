package nabla.web.simd;

import nabla.compile.Slot;
import nabla.op.DType;

/** Memory behind a plan's workspace that a kernel's code uses while it runs; the next kernel uses the same again. */
final class Scratch {
    /** The numbers of its slots are far from those of the plan's. */
    private static final int FIRST = 1 << 24;

    private final int start;
    private int next;
    private int most;
    private int slots;

    /** @param start where it begins in the workspace, in bytes */
    Scratch(int start) {
        this.start = (start + 15) / 16 * 16;
        next = this.start;
        most = this.start;
    }

    /** A new place beside those taken before. */
    Slot take(DType type, int size) {
        Slot slot = new Slot(Slot.Place.WORKSPACE, FIRST + slots++, type, size, next);
        next += (size * type.bytes() + 15) / 16 * 16;
        most = Math.max(most, next);
        return slot;
    }

    /** Forgets what was taken. */
    void clear() {
        next = start;
    }

    /** Where the workspace ends, in bytes: behind the most that was taken at once. */
    int end() {
        return most;
    }
}
