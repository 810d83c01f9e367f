package nabla.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import nabla.Nabla;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.nn.F;
import nabla.nn.Flatten;
import nabla.nn.Linear;
import nabla.nn.LogSoftmax;
import nabla.nn.ReLU;
import nabla.nn.Sequential;
import nabla.optim.Adam;
import nabla.optim.Optimizer;
import nabla.optim.SGD;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoardTest {
    static List<Backend> backends() {
        return List.of(new JvmBackend(), new ReferenceBackend());
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    /** A small network and what trains it. */
    private static final class Training {
        final Sequential network;
        final Optimizer optimizer;
        final Tensor x = Tensor.randn(5, 2, 3);
        final Tensor y = Tensor.tensor(new long[] {0, 1, 2, 1, 0});
        final List<Double> losses = new ArrayList<>();

        Training(boolean adam) {
            Nabla.manualSeed(3);
            network = new Sequential()
                    .add("flatten", new Flatten())
                    .add("fc1", new Linear(6, 4))
                    .add("relu1", new ReLU())
                    .add("fc2", new Linear(4, 3))
                    .add("logSoftmax", new LogSoftmax(1));
            optimizer = adam ? new Adam(network.parameters(), 0.1) : new SGD(network.parameters(), 0.1);
        }

        void step() {
            optimizer.zeroGrad();
            Tensor loss = F.nllLoss(network.call(x), y);
            loss.backward();
            optimizer.step();
            losses.add(loss.item());
        }

        Tensor parameter(String name) {
            return Objects.requireNonNull(network.namedParameters().get(name));
        }

        double[] weight(String name) {
            return parameter(name).toDoubleArray().clone();
        }

        double[] gradient(String name) {
            return Objects.requireNonNull(parameter(name).grad()).toDoubleArray();
        }

        double[] hidden() {
            return Nabla.noGrad(() -> network.at(2).call(network.at(1).call(x.view(-1, 6))))
                    .toDoubleArray();
        }
    }

    private static double norm(double... numbers) {
        return Math.sqrt(Arrays.stream(numbers).map(x -> x * x).sum());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void measuresWhatTheStepDoes(Backend backend) {
        Device.setStandard(new Device(backend));
        for (boolean adam : new boolean[] {false, true}) {
            Training training = new Training(adam);
            Board board = new Board(training.network, Device.standard());
            training.step();
            double[] before = training.weight("fc1.weight");
            double[] hidden = training.hidden();
            board.begin(1);
            training.step();
            List<Reading> readings = board.read();

            assertThat(readings).hasSize(1);
            assertThat(board.layers())
                    .containsExactly(
                            new Layer("fc1", "Linear", "relu1", "ReLU", 24),
                            new Layer("fc2", "Linear", "logSoftmax", "LogSoftmax", 12));
            LayerReading first = readings.get(0).layers().get(0);
            double[] gradient = training.gradient("fc1.weight");
            double[] after = training.weight("fc1.weight");
            double[] change = new double[after.length];
            Arrays.setAll(change, i -> after[i] - before[i]);
            assertThat(first.gradientNorm()).isEqualTo(norm(gradient), within(1e-6));
            assertThat(first.biasNorm()).isEqualTo(norm(training.gradient("fc1.bias")), within(1e-6));
            assertThat(first.updateRatio()).isEqualTo(norm(change) / norm(before), within(1e-6));
            double mean = Arrays.stream(hidden).average().orElseThrow();
            assertThat(first.mean()).isEqualTo(mean, within(1e-6));
            assertThat(first.deviation())
                    .isEqualTo(
                            norm(Arrays.stream(hidden).map(x -> x - mean).toArray()) / Math.sqrt(hidden.length),
                            within(1e-6));
            assertThat(first.zeros())
                    .isEqualTo(Arrays.stream(hidden).filter(x -> x == 0).count() / 20.0, within(1e-6));
            assertThat(first.isAccumulated()).isFalse();
            for (int bin = 0; bin < Histogram.BINS; bin++) {
                double low = Histogram.LOWEST + bin * Histogram.WIDTH;
                assertThat(first.histogram()[bin]).isEqualTo((int) Arrays.stream(gradient)
                        .map(x -> Math.log10(Math.abs(x)))
                        .filter(x -> x >= low && x < low + Histogram.WIDTH)
                        .count());
            }
        }
    }

    /** Else a run could not be repeated bit by bit with and without the board. */
    @Test
    void changesNoNumberOfTheTraining() {
        for (boolean adam : new boolean[] {false, true}) {
            Training alone = new Training(adam);
            Training watched = new Training(adam);
            Board board = new Board(watched.network, Device.standard());
            for (int i = 1; i <= 40; i++) {
                alone.step();
                board.begin(i);
                watched.step();
            }
            assertThat(watched.losses).isEqualTo(alone.losses);
            assertThat(watched.weight("fc1.weight")).containsExactly(alone.weight("fc1.weight"));
        }
    }

    @Test
    void stepsThatAreNotMeasuredStayAsTheyAre() {
        Training training = new Training(true);
        training.step();
        long kernels = kernelsOf(training);
        Board board = new Board(training.network, Device.standard());
        board.begin(1);
        training.step();
        long plans = Device.standard().profile().plansMade();
        assertThat(kernelsOf(training)).isEqualTo(kernels);
        board.begin(2);
        assertThat(kernelsOf(training)).isGreaterThan(kernels);
        assertThat(kernelsOf(training)).isEqualTo(kernels);
        assertThat(Device.standard().profile().plansMade()).isEqualTo(plans);
    }

    private static long kernelsOf(Training training) {
        long before = Device.standard().profile().kernels();
        training.step();
        return Device.standard().profile().kernels() - before;
    }

    @Test
    void noticesGradientsOfTheStepBefore() {
        Training training = new Training(false);
        Board board = new Board(training.network, Device.standard());
        for (int i = 1; i <= 4; i++) {
            board.begin(i);
            if (i != 2) {
                training.optimizer.zeroGrad(i == 3);
            }
            F.nllLoss(training.network.call(training.x), training.y).backward();
            F.nllLoss(training.network.call(training.x), training.y).backward();
            training.optimizer.step();
        }
        assertThat(board.read())
                .extracting(reading -> reading.layers().get(0).isAccumulated())
                .containsExactly(false, true, false, false);
    }

    @Test
    void measuresAllAtFirstAndEverFewer() {
        Schedule schedule = new Schedule();
        List<Integer> due = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            boolean isDue = schedule.isDue(i);
            assertThat(schedule.isDue(i)).isEqualTo(isDue);
            if (isDue) {
                due.add(i);
            }
        }
        assertThat(due.subList(0, 34)).startsWith(0, 1, 2, 3).endsWith(30, 31, 32, 36);
        assertThat(due).hasSizeBetween(150, 300);
        assertThat(due.get(due.size() - 1) - due.get(due.size() - 2)).isEqualTo(512);
    }
}
