package nabla.lessons.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import nabla.runtime.Device;
import nabla.runtime.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PyTorch's losses at steps 0, 1, 2 and 8, from the same weights on the same data. */
class TrainingTest {
    @ParameterizedTest
    @CsvSource({
        "mlp-b10, 2.29443, 2.31869, 2.33751, 2.22846",
        "mlp-b128, 2.31064, 2.30647, 2.30293, 2.27241",
        "softmax-b256, 2.35372, 2.34300, 2.36473, 2.26354",
        "lenet-b64, 2.30064, 2.31115, 2.30509, 2.30076",
    })
    void lossesArePyTorchs(String name, double first, double second, double third, double ninth) {
        Training training = Training.of(name);
        double[] losses = new double[9];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = training.step().item();
        }
        assertThat(new double[] {losses[0], losses[1], losses[2], losses[8]})
                .containsExactly(new double[] {first, second, third, ninth}, within(1e-4));
    }

    /** 4.6 billion operations a step are much for the JVM's backend. */
    @Test
    void firstLossOfTheMnistCnnIsPyTorchs() {
        assertThat(Training.of("mnistcnn-b64").step().item()).isEqualTo(2.30934, within(1e-4));
    }

    /** Counts are the same on every machine and backend. */
    @ParameterizedTest
    @CsvSource({
        "mlp-b10, 22, 119",
        "softmax-b256, 10, 61",
        "lenet-b64, 32, 139",
    })
    void steadyStepsReplayOnePlan(String name, int kernels, int nodes) {
        Profile profile = Device.standard().profile();
        Training training = Training.of(name);
        for (int i = 0; i < 3; i++) {
            training.step();
        }
        long plans = profile.plansMade();
        long runs = profile.runs();
        long kernelsBefore = profile.kernels();
        long nodesBefore = profile.nodes();
        int steps = 2;
        for (int i = 0; i < steps; i++) {
            training.step();
        }
        assertThat(profile.plansMade() - plans).as("plans").isZero();
        assertThat(profile.runs() - runs).as("runs").isEqualTo(steps);
        assertThat(profile.kernels() - kernelsBefore).as("kernels").isEqualTo(steps * kernels);
        assertThat(profile.nodes() - nodesBefore).as("nodes").isEqualTo(steps * nodes);
    }

    @Test
    void unknownTrainingIsRefusedByName() {
        assertThatThrownBy(() -> Training.of("mlp-b11"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no training \"mlp-b11\"; there are mlp-b10, ");
    }
}
