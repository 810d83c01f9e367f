package nabla.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.Tensor;
import nabla.backend.reference.ReferenceBackend;
import nabla.io.Decimals;
import nabla.op.DType;
import nabla.op.MapOp;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.random.Generator;
import nabla.runtime.Device;

/**
 * One entry of the table of elementwise operations on the standard device: its golden values, its values and gradients on
 * numbers from its domain against the float64 backend, and what it teaches. A new entry is checked without another line.
 */
public record TableCheck(MapOp op) {
    private static final int COUNT = 37;
    private static final int SEED = 5;

    /** Returns a check for every entry. */
    public static List<TableCheck> all() {
        List<TableCheck> checks = new ArrayList<>();
        for (MapOp op : Maps.table()) {
            checks.add(new TableCheck(op));
        }
        return checks;
    }

    /**
     * Runs the check.
     *
     * @throws AssertionError if something is missing or wrong
     */
    public void run() {
        if (op.lesson().isEmpty() || op.examples().isEmpty()) {
            throw new AssertionError(op.name() + ": an entry of the table has an example and a sentence for learners");
        }
        for (MapOp.Example example : op.examples()) {
            double[][] inputs = new double[op.arity()][];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = new double[] {example.inputs()[i]};
            }
            near(
                    "example",
                    new double[] {example.result()},
                    values(inputs, false).get(0),
                    2e-6);
        }
        Generator generator = new Generator(SEED);
        double[][] inputs = new double[op.arity()][COUNT];
        for (double[] input : inputs) {
            float[] drawn = new float[COUNT];
            generator.uniform(drawn, op.lowest(), op.highest());
            for (int i = 0; i < COUNT; i++) {
                input[i] = drawn[i];
            }
        }
        List<double[]> here = values(inputs, true);
        Device device = Device.standard();
        Device.setStandard(new Device(new ReferenceBackend()));
        try {
            List<double[]> exact = values(inputs, true);
            for (int i = 0; i < exact.size(); i++) {
                near(i == 0 ? "value" : "gradient " + (i - 1), exact.get(i), here.get(i), 1e-4);
            }
        } finally {
            Device.setStandard(device);
        }
    }

    /** The result, then the gradients that arrive. */
    private List<double[]> values(double[][] numbers, boolean differentiate) {
        List<Tensor> inputs = new ArrayList<>();
        for (double[] each : numbers) {
            Tensor input = Tensor.tensor(each);
            boolean isCondition = op == Maps.WHERE && inputs.isEmpty();
            inputs.add(isCondition ? input.gt(0) : input.requiresGrad_());
        }
        Node[] nodes = new Node[inputs.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = inputs.get(i).node();
        }
        Tensor result = inputs.get(0).through(Ops.map(op, nodes));
        List<double[]> values = new ArrayList<>();
        values.add(result.toDoubleArray());
        if (differentiate && result.dtype() != DType.BOOL) {
            result.backward(Tensor.onesLike(result));
            for (Tensor input : inputs) {
                if (input.grad() != null) {
                    values.add(Objects.requireNonNull(input.grad()).toDoubleArray());
                }
            }
        }
        return values;
    }

    private void near(String what, double[] expected, double[] actual, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= tolerance * (1 + Math.abs(expected[i])))) {
                throw new AssertionError(op.name() + ", " + what + ", element " + i + ": expected "
                        + Decimals.shortest(expected[i]) + ", but got " + Decimals.shortest(actual[i]));
            }
        }
    }
}
