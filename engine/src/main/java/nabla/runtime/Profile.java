package nabla.runtime;

/**
 * Where the work of a device goes, counted since it was made: what a status line and the tests of steady states show.
 */
public final class Profile {
    private long runs;
    private long plansMade;
    private long kernels;
    private long nodes;

    void planned() {
        plansMade++;
    }

    void ran(int kernelCount, int nodeCount) {
        runs++;
        kernels += kernelCount;
        nodes += nodeCount;
    }

    /** Runs of plans. */
    public long runs() {
        return runs;
    }

    /** Plans that had to be made because no earlier one fitted. */
    public long plansMade() {
        return plansMade;
    }

    /** Kernels run. */
    public long kernels() {
        return kernels;
    }

    /** Nodes of all graphs that were brought here. */
    public long nodes() {
        return nodes;
    }
}
