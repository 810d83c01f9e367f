package nabla.compile;

import java.util.List;
import nabla.graph.Graph;
import nabla.op.DType;

/**
 * Kernels in order, with a place for everything they read and write. Made once for a structure of graph and replayed
 * with other leaves, scalars and outputs.
 *
 * @param graph the operations it computes, for the backend that goes node by node
 * @param kernels in an order in which they can run one after the other
 * @param launches the same kernels in the same order, grouped for devices that can run several at once
 * @param leaves the slots of the buffers that a run is given, in order
 * @param outputs where each result lies: an {@link Slot.Place#OUTPUT} slot, or the leaf that is updated in place
 * @param scalars the types of the numbers that a run is given, in order
 * @param workspaceBytes how much memory the intermediate values need together
 * @param checks what leaves that hold indices must hold
 */
public record Plan(
        Graph graph,
        List<Kernel> kernels,
        List<Launch> launches,
        List<Slot> leaves,
        List<Slot> outputs,
        List<DType> scalars,
        int workspaceBytes,
        List<IndexCheck> checks) {

    /** A plan of these launches. */
    public Plan(
            Graph graph,
            List<Launch> launches,
            List<Slot> leaves,
            List<Slot> outputs,
            List<DType> scalars,
            int workspaceBytes,
            List<IndexCheck> checks) {
        this(graph, Launches.kernels(launches), launches, leaves, outputs, scalars, workspaceBytes, checks);
    }

    /** Golden text: one paragraph a kernel. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Kernel kernel : kernels) {
            text.append(kernel).append('\n');
        }
        return text.append("workspace ").append(workspaceBytes).append(" bytes").toString();
    }
}
