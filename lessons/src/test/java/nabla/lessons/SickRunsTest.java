package nabla.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.List;
import nabla.board.Alarm;
import nabla.board.Alarms;
import nabla.board.Board;
import nabla.board.LayerReading;
import nabla.board.Reading;
import nabla.data.DataLoader;
import nabla.nn.Module;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each illness raises its alarm, and health none. Expected numbers: PyTorch 1.13 on MNIST's first batch of 64, seed 0. */
class SickRunsTest {
    @AfterEach
    void endPauses() {
        DataLoader.betweenBatches(() -> {});
    }

    /** Runs a program as a page does, with the board on. */
    private static final class Watched extends RecordingLab {
        final List<Reading> readings = new ArrayList<>();
        final List<Alarm> raised = new ArrayList<>();
        private final Alarms alarms = new Alarms();

        Watched() {
            super(TestDatasets.mnistTrain(), null);
        }

        @Override
        public void network(Module trained) {
            super.network(trained);
            Board board = new Board(trained, Device.standard());
            DataLoader.betweenBatches(() -> {
                for (Reading reading : board.read()) {
                    raised.addAll(alarms.loss(reading.iteration(), losses.get(reading.iteration())));
                    raised.addAll(alarms.reading(board.layers(), reading));
                    readings.add(reading);
                }
                if (losses.size() == 30) {
                    throw new Enough();
                }
                board.begin(losses.size());
            });
        }

        Watched run(String mistake) {
            with("case", mistake);
            try {
                SickRuns.run(this);
            } catch (Enough enough) {
                return this;
            }
            throw new AssertionError("the run ended before its 30 steps");
        }

        LayerReading first(int layer) {
            return readings.get(0).layers().get(layer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vanishing, VANISHING, fc1, 19, ''",
        "exploding, EXPLODING, fc5, 0, NOT_A_NUMBER",
        "dead, DEAD, fc1, 4, ''",
        "accumulating, ACCUMULATING, fc1, 1, ''",
    })
    void eachMistakeRaisesItsAlarm(String mistake, Alarm.Kind kind, String layer, int iteration, String then) {
        Watched lab = new Watched().run(mistake);
        assertThat(lab.raised.stream().map(each -> each.kind().name()))
                .containsExactlyElementsOf(then.isEmpty() ? List.of(kind.name()) : List.of(kind.name(), then));
        Alarm alarm = lab.raised.get(0);
        assertThat(alarm.kind()).isEqualTo(kind);
        assertThat(alarm.layer()).isEqualTo(layer);
        assertThat(alarm.iteration()).isEqualTo(iteration);
        assertThat(alarm.sentence()).contains(layer + " (Linear)", "iteration " + iteration);
    }

    /** Steps that are too big make the gradients explode, too, until float32 has no number for them. */
    @Test
    void tooHighALearningRateRaisesItsAlarm() {
        Watched lab = new Watched().run("learning-rate");
        assertThat(lab.raised)
                .extracting(Alarm::kind)
                .containsExactlyInAnyOrder(Alarm.Kind.LEARNING_RATE, Alarm.Kind.EXPLODING, Alarm.Kind.NOT_A_NUMBER);
    }

    @Test
    void healthRaisesNone() {
        Watched lab = new Watched().run("healthy");
        assertThat(lab.raised).isEmpty();
        assertThat(lab.readings).hasSize(30);
    }

    /** In the second digit, as the course gives them. */
    @Test
    void firstNormsArePyTorchs() {
        assertThat(new Watched().run("vanishing").first(0).gradientNorm()).isEqualTo(1.8e-7, within(0.05e-7));
        assertThat(new Watched().run("vanishing").first(8).gradientNorm()).isEqualTo(0.29, within(0.005));
        Watched healthy = new Watched().run("healthy");
        assertThat(healthy.first(0).gradientNorm()).isEqualTo(1.3, within(0.05));
        assertThat(healthy.first(8).gradientNorm()).isCloseTo(0.28, withPercentage(3));
        Watched exploding = new Watched().run("exploding");
        assertThat(exploding.losses.get(0)).isEqualTo(1.1e7, within(0.05e7));
        assertThat(exploding.first(0).gradientNorm()).isBetween(3e6, 5e6);
        assertThat(exploding.first(8).gradientNorm()).isBetween(3e6, 5e6);
    }
}
