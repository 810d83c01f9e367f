package nabla.compile;

import nabla.op.GatherOp;
import nabla.op.Memory;

/**
 * That all elements of a leaf name elements of an axis. What a leaf from the learner's data holds is known before a run, so
 * a wrong index is an error on every device, also where a kernel could not tell.
 *
 * @param leaf the position among the plan's leaves
 * @param limit indices are below it
 * @param operation that uses them
 */
public record IndexCheck(int leaf, int limit, String operation) {
    /**
     * @throws IndexOutOfBoundsException if the leaf holds an index that is out of bounds
     */
    public void check(Memory memory) {
        if (memory.isKnown() && (memory.lowest() < 0 || memory.highest() >= limit)) {
            long wrong = memory.lowest() < 0 ? memory.lowest() : memory.highest();
            throw GatherOp.outOfBounds(operation, wrong, limit);
        }
    }
}
