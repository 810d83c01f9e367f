package nabla.backend.reference;

import java.util.Arrays;
import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.backend.HostArrays;
import nabla.compile.Plan;
import nabla.graph.Graph;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.runtime.Clock;

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
        double[][] elements = new double[leaves.length][];
        for (int i = 0; i < leaves.length; i++) {
            elements[i] = ((ReferenceBuffer) leaves[i]).values;
        }
        double[][] values = new Evaluation(graph.nodes(), elements, scalars, Clock.STOPPED).values();
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

    /** Returns each kind of array by itself: TeaVM 0.15.0 makes an invalid module of a variable that holds several. */
    private static Object read(ReferenceBuffer source) {
        double[] values = source.values;
        int size = source.size();
        switch (source.type()) {
            case FLOAT32:
                return floats(values, size);
            case FLOAT64:
                return Arrays.copyOf(values, size);
            case INT64:
                return longs(values, size);
            case BOOL:
                return truths(values, size);
            default:
                return bytes(values, size);
        }
    }

    private static Object floats(double[] values, int size) {
        float[] array = new float[size];
        for (int i = 0; i < size; i++) {
            array[i] = (float) values[i];
        }
        return array;
    }

    private static Object longs(double[] values, int size) {
        long[] array = new long[size];
        for (int i = 0; i < size; i++) {
            array[i] = (long) values[i];
        }
        return array;
    }

    private static Object truths(double[] values, int size) {
        boolean[] array = new boolean[size];
        for (int i = 0; i < size; i++) {
            array[i] = values[i] != 0;
        }
        return array;
    }

    private static Object bytes(double[] values, int size) {
        byte[] array = new byte[size];
        for (int i = 0; i < size; i++) {
            array[i] = (byte) values[i];
        }
        return array;
    }
}
