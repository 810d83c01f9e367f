package nabla.compile;

import java.util.List;

/**
 * Kernels that a device may run all at once. None reads what another writes, except within a chain, where each row reads
 * what the same row of the kernels before it wrote.
 *
 * @param chains the kernels; chains of one kernel are the rule
 */
public record Launch(List<Chain> chains) {
    /**
     * Kernels that run one after the other for each row: their first output loop counts the same rows, and what passes from
     * one to the next stays in its row. So a workgroup or an invocation can take a row through all of them.
     *
     * @param kernels in order; of a single one the first loop need not be rows
     */
    public record Chain(List<Kernel> kernels) {
        /** How many rows there are, if this is more than one kernel. */
        public int rows() {
            return kernels.get(0).extents()[0];
        }
    }
}
