package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.compile.Kernel;
import nabla.compile.Launches;
import nabla.compile.Plan;
import nabla.compile.Slot;
import nabla.graph.Graph;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.op.Node;

/** A plan under construction with values for its leaves; run on a backend it must give what the interpreter gives. */
final class PlanCheck {
    private static final Graph NO_GRAPH = new Graph(new Node[0], new int[0], new int[0]);

    private final List<Kernel> kernels = new ArrayList<>();
    private final List<Slot> leaves = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final List<Slot> outputs = new ArrayList<>();
    private final List<DType> scalarTypes = new ArrayList<>();
    private final List<Double> scalars = new ArrayList<>();
    private int workspaceBytes;
    private int workspaceSlots;
    private double tolerance = 1e-5;

    /** A leaf with these values. */
    Slot leaf(DType type, double... value) {
        Slot slot = new Slot(Slot.Place.LEAF, leaves.size(), type, value.length, 0);
        leaves.add(slot);
        values.add(value);
        return slot;
    }

    /** A float32 leaf of random values in [-1, 1). */
    Slot randomLeaf(int size) {
        return leaf(DType.FLOAT32, Noise.floats(size, leaves.size() + 1));
    }

    Slot output(DType type, int size) {
        Slot slot = new Slot(Slot.Place.OUTPUT, outputs.size(), type, size, 0);
        outputs.add(slot);
        return slot;
    }

    /** A place in the workspace, after all others. */
    Slot work(DType type, int size) {
        Slot slot = new Slot(Slot.Place.WORKSPACE, workspaceSlots++, type, size, workspaceBytes);
        workspaceBytes += (size * 4 + 15) / 16 * 16;
        return slot;
    }

    /** Says that a leaf is updated in place and is a result. */
    void updates(Slot leaf) {
        outputs.add(leaf);
    }

    int scalar(DType type, double value) {
        scalarTypes.add(type);
        scalars.add(value);
        return scalars.size() - 1;
    }

    PlanCheck kernel(Kernel kernel) {
        kernels.add(kernel);
        return this;
    }

    /** How far a float may be off, relative to its size or to 1. */
    PlanCheck within(double relative) {
        tolerance = relative;
        return this;
    }

    Plan plan() {
        return new Plan(NO_GRAPH, Launches.of(kernels), leaves, outputs, scalarTypes, workspaceBytes, List.of());
    }

    /** Runs the plan on the backend this many times in a row and compares the last results. */
    void run(Backend backend, int times) {
        Plan plan = plan();
        double[] numbers = new double[scalars.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = scalars.get(i);
        }
        double[][] expectedLeaves = new double[leaves.size()][];
        Buffer[] leafBuffers = new Buffer[leaves.size()];
        for (int i = 0; i < leafBuffers.length; i++) {
            expectedLeaves[i] = values.get(i).clone();
            leafBuffers[i] =
                    backend.allocate(leaves.get(i).type(), leaves.get(i).size());
            backend.write(leafBuffers[i], Values.toJava(leaves.get(i).type(), values.get(i)));
        }
        Buffer[] outputBuffers = new Buffer[outputs.size()];
        for (int i = 0; i < outputBuffers.length; i++) {
            Slot slot = outputs.get(i);
            outputBuffers[i] = slot.place() == Slot.Place.LEAF
                    ? leafBuffers[slot.number()]
                    : backend.allocate(slot.type(), slot.size());
        }
        Executable executable = backend.compile(plan);
        double[][] expected = {};
        for (int i = 0; i < times; i++) {
            expected = new PlanInterpreter(plan, expectedLeaves, numbers).run();
            backend.run(executable, leafBuffers, outputBuffers, numbers);
        }
        Object[] actual = backend.read(outputBuffers);
        for (int i = 0; i < actual.length; i++) {
            Values.compare(outputs.get(i) + "", expected[i], Values.toDoubles(actual[i]), tolerance);
        }
        for (Buffer buffer : leafBuffers) {
            backend.free(buffer);
        }
        for (int i = 0; i < outputBuffers.length; i++) {
            if (outputs.get(i).place() != Slot.Place.LEAF) {
                backend.free(outputBuffers[i]);
            }
        }
    }
}
