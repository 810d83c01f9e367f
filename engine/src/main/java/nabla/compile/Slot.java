package nabla.compile;

import nabla.op.DType;

/**
 * A place in memory that a plan's kernels read or write.
 *
 * @param place what kind of memory
 * @param number which one of its kind: the leaf's or output's position in the plan; for the workspace a running number
 * @param type what lies there
 * @param size how many elements
 * @param offset in the workspace: bytes from its start (a multiple of 16); else 0
 */
public record Slot(Place place, int number, DType type, int size, int offset) {
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

    /** Such as {@code leaf0} or {@code work3}. */
    @Override
    public String toString() {
        return place.label + number;
    }
}
