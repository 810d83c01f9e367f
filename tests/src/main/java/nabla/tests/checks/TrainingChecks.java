package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.runtime.Device;

/** Whole training programs: a backend's losses are those of the jvm backend. */
final class TrainingChecks {
    private TrainingChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("train: linear regression, 50 steps", b -> compare(b, 1e-4, () -> read(Programs.line(50)))),
                new Check(
                        "train: the MLP with Adam, 50 steps", b -> compare(b, 1e-3, () -> losses(Programs.mlp(), 50))),
                new Check(
                        "train: LeNet with SGD, 15 steps", b -> compare(b, 1e-3, () -> losses(Programs.lenet(), 15))));
    }

    private static double[] losses(Programs.Training training, int steps) {
        List<Tensor> losses = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            losses.add(training.step());
        }
        return read(losses);
    }

    private static double[] read(List<Tensor> losses) {
        double[] values = new double[losses.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = losses.get(i).item();
        }
        return values;
    }

    private static void compare(Backend backend, double tolerance, Supplier<double[]> program) {
        double[] expected = on(new JvmBackend(), program);
        if (!(Math.abs(expected[expected.length - 1] - expected[0]) > 0.01)) {
            throw new AssertionError("the parameters do not move: the loss stays " + expected[0]);
        }
        Values.compare("loss", expected, on(backend, program), tolerance);
    }

    private static double[] on(Backend backend, Supplier<double[]> program) {
        Device before = Device.standard();
        Device.setStandard(new Device(backend));
        try {
            return program.get();
        } finally {
            Device.setStandard(before);
        }
    }
}
