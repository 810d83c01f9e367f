package nabla.web.webgpu;

/**
 * How many calls of each kind the backend has made to WebGPU since it was opened. These numbers are exact and do not
 * depend on the machine.
 */
public record Counters(int dispatches, int submits, int bindGroups, int buffers, int pipelines, int writes, int reads) {

    /** What was done between an earlier moment and this one. */
    public Counters since(Counters earlier) {
        return new Counters(
                dispatches - earlier.dispatches,
                submits - earlier.submits,
                bindGroups - earlier.bindGroups,
                buffers - earlier.buffers,
                pipelines - earlier.pipelines,
                writes - earlier.writes,
                reads - earlier.reads);
    }
}
