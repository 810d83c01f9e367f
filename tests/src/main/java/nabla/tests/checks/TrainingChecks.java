package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.io.Decimals;
import nabla.runtime.Device;

/** Whole training programs: a backend's losses are those of the jvm backend. */
final class TrainingChecks {
    private TrainingChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("train: linear regression, 50 steps", b -> compare(b, 1e-4, () -> read(Programs.line(50)))),
                new Check(
                        "train: the MLP with Adam, 50 steps", b -> compare(b, 1e-3, () -> losses(Programs.mlp(), 50))),
                new Check("train: the MLP goes on learning for 300 steps more", TrainingChecks::goesOnLearning),
                new Check(
                        "train: LeNet with SGD, 15 steps", b -> compare(b, 1e-3, () -> losses(Programs.lenet(), 15))));
    }

    /** After so many steps roundings have grown: single losses differ, how well it learns does not. */
    private static void goesOnLearning(Backend backend) {
        int steps = 350;
        double[] expected = on(new JvmBackend(), () -> losses(Programs.mlp(), steps));
        double[] actual = on(backend, () -> losses(Programs.mlp(), steps));
        double before = mean(actual, 0, 50);
        double after = mean(actual, steps - 50, steps);
        double there = mean(expected, steps - 50, steps);
        if (!(after < before / 2) || Math.abs(after - there) > 0.02 + 0.1 * there) {
            throw new AssertionError("the mean loss fell from " + Decimals.shortest(before) + " to "
                    + Decimals.shortest(after) + ", on the jvm backend to " + Decimals.shortest(there));
        }
        Notes.say("The MLP's mean loss over 50 steps fell from " + Decimals.shortest(before) + " to "
                + Decimals.shortest(after) + " on " + backend.name() + ", to " + Decimals.shortest(there) + " on jvm.");
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
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
            throw new AssertionError("the parameters do not move: the loss stays " + Decimals.shortest(expected[0]));
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
