package nabla.compile;

import nabla.op.DType;

/**
 * A place in memory that a plan's kernels read or write. Two slots are equal only if they are the same object.
 */
public final class Slot {
    /** The kinds of memory. */
    public enum Place {
        /** A buffer that exists before the run: a parameter, data, an earlier result. Kernels write it only to update it in place. */
        LEAF("leaf"),
        /** A buffer that receives a result. */
        OUTPUT("out"),
        /** The plan's own memory for intermediate values; its content means nothing between runs. */
        WORKSPACE("work");

        private final String label;

        Place(String label) {
            this.label = label;
        }
    }

    private final Place place;
    private final int number;
    private final DType type;
    private final int size;
    private int offset;

    /** @param offset in the workspace: bytes from its start, a multiple of 16; else 0 */
    public Slot(Place place, int number, DType type, int size, int offset) {
        this.place = place;
        this.number = number;
        this.type = type;
        this.size = size;
        this.offset = offset;
    }

    /** What kind of memory it is. */
    public Place place() {
        return place;
    }

    /** Which one of its kind: the leaf's or output's position in the plan; in the workspace a running number. */
    public int number() {
        return number;
    }

    public DType type() {
        return type;
    }

    /** How many elements it holds. */
    public int size() {
        return size;
    }

    /** In the workspace: bytes from its start, a multiple of 16; else 0. */
    public int offset() {
        return offset;
    }

    /** Decides where in the workspace it lies; done once, by the memory plan, before anybody sees the plan. */
    void moveTo(int bytes) {
        offset = bytes;
    }

    /** Such as {@code leaf0} or {@code work3}. */
    @Override
    public String toString() {
        return place.label + number;
    }
}
