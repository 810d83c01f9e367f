package nabla.backend.reference;

import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.backend.HostArrays;
import nabla.compile.Plan;
import nabla.graph.Graph;
import nabla.op.Buffer;
import nabla.op.DType;

/** Computes graphs node by node in float64, whatever float type a tensor has. */
public final class ReferenceBackend implements Backend {
    /** A plan of which only the graph is used. */
    private static final class NodeByNode extends Executable {
        NodeByNode(Plan plan) {
            super(plan);
        }
    }

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Buffer allocate(DType type, int size) {
        return new ReferenceBuffer(type, size);
    }

    @Override
    public void free(Buffer buffer) {
        // Java's collector takes the array once nobody holds it.
    }

    @Override
    public void write(Buffer target, Object array) {
        HostArrays.check(target, array);
        double[] values = ((ReferenceBuffer) target).values;
        for (int i = 0; i < HostArrays.length(array); i++) {
            values[i] = HostArrays.element(array, i);
        }
    }

    @Override
    public Executable compile(Plan plan) {
        return new NodeByNode(plan);
    }

    @Override
    public void run(Executable executable, Buffer[] leaves, Buffer[] outputs, double[] scalars) {
        Graph graph = executable.plan().graph();
        double[][] values = new Evaluation(graph, leaves, scalars).values();
        double[][] results = new double[outputs.length][];
        for (int i = 0; i < outputs.length; i++) {
            results[i] = values[graph.outputs()[i]].clone();
        }
        for (int i = 0; i < outputs.length; i++) {
            ((ReferenceBuffer) outputs[i]).values = results[i];
        }
    }

    @Override
    public Object[] read(Buffer... sources) {
        Object[] arrays = new Object[sources.length];
        for (int i = 0; i < sources.length; i++) {
            arrays[i] = read((ReferenceBuffer) sources[i]);
        }
        return arrays;
    }

    @Override
    public Object readNow(Buffer source) {
        return read((ReferenceBuffer) source);
    }

    private static Object read(ReferenceBuffer source) {
        Object array = HostArrays.allocate(source.type(), source.size());
        for (int i = 0; i < source.size(); i++) {
            double value = source.values[i];
            switch (source.type()) {
                case FLOAT32 -> ((float[]) array)[i] = (float) value;
                case FLOAT64 -> ((double[]) array)[i] = value;
                case INT64 -> ((long[]) array)[i] = (long) value;
                case BOOL -> ((boolean[]) array)[i] = value != 0;
                case UINT8 -> ((byte[]) array)[i] = (byte) value;
            }
        }
        return array;
    }
}
