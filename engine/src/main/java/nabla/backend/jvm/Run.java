package nabla.backend.jvm;

import nabla.compile.IndexValue;
import nabla.compile.Slot;
import nabla.op.Buffer;
import nabla.op.DType;

/** One run's memory: where each slot's elements are, and the scalars. */
final class Run implements IndexValue {
    private final Cells floatWorkspace;
    private final Cells longWorkspace;
    private Buffer[] leaves = new Buffer[0];
    private Buffer[] outputs = new Buffer[0];
    private double[] scalars = new double[0];

    Run(int workspaceBytes) {
        floatWorkspace = Cells.allocate(DType.FLOAT32, workspaceBytes / 4);
        longWorkspace = Cells.allocate(DType.INT64, workspaceBytes / 4);
    }

    void bind(Buffer[] newLeaves, Buffer[] newOutputs, double[] newScalars) {
        leaves = newLeaves;
        outputs = newOutputs;
        scalars = newScalars;
    }

    Cells cells(Slot slot) {
        return switch (slot.place()) {
            case LEAF -> ((JvmBuffer) leaves[slot.number()]).cells;
            case OUTPUT -> ((JvmBuffer) outputs[slot.number()]).cells;
            case WORKSPACE -> slot.type() == DType.FLOAT32 ? floatWorkspace : longWorkspace;
        };
    }

    /** Where in its cells the slot's first element is. */
    int start(Slot slot) {
        return slot.offset() / 4;
    }

    double scalar(int number) {
        return scalars[number];
    }

    @Override
    public int lookup(Slot slot, int address) {
        // beside the elements that a view shows, an address may lie outside; what is found there is not used
        boolean isInside = address >= 0 && address < slot.size();
        return isInside ? (int) cells(slot).get(slot.type(), start(slot) + address) : 0;
    }

    @Override
    public int argument(int scalar) {
        return (int) scalars[scalar];
    }
}
