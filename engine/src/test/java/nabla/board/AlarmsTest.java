package nabla.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules on made-up measurements; on real trainings: nabla.lessons.SickRunsTest. */
class AlarmsTest {
    private static final List<Layer> LAYERS = List.of(
            new Layer("fc1", "Linear", "relu1", "ReLU", 10),
            new Layer("fc2", "Linear", "relu2", "ReLU", 10),
            new Layer("fc3", "Linear", "fc3", "Linear", 10));

    private static Reading reading(int iteration, double... norms) {
        List<LayerReading> layers = new ArrayList<>();
        for (double norm : norms) {
            layers.add(layer(norm, 0.5, 0.4));
        }
        return new Reading(iteration, layers);
    }

    private static LayerReading layer(double norm, double mean, double zeros) {
        return new LayerReading(norm, 0, 1e-3, mean, 1, zeros, new int[Histogram.BINS], false);
    }

    @Test
    void aVanishingGradientIsToldOnceAndOnlyAfterTwentyReadings() {
        Alarms alarms = new Alarms();
        List<Alarm> raised = new ArrayList<>();
        for (int i = 1; i < 60; i++) {
            raised.addAll(alarms.reading(LAYERS, i == 10 ? reading(i, 1, 1, 1) : reading(i, 1e-6, 1e-3, 1)));
        }
        assertThat(raised)
                .extracting(Alarm::kind, Alarm::layer, Alarm::iteration)
                .containsExactly(tuple(Alarm.Kind.VANISHING, "fc1", 30));
        assertThat(raised.get(0).sentence()).contains("fc1 (Linear)", "iteration 30", "1.0e-6");
    }

    @Test
    void whatIsNoNumberIsToldOfTheLayerThatShowsItFirst() {
        List<LayerReading> forward =
                List.of(layer(Double.NaN, 0, 0), layer(Double.NaN, Double.NaN, 0), layer(Double.NaN, Double.NaN, 0));
        Alarms alarms = new Alarms();
        assertThat(alarms.reading(LAYERS, reading(6, 1, 1, 1))).isEmpty();
        List<Alarm> raised = alarms.reading(LAYERS, new Reading(7, forward));
        assertThat(raised)
                .extracting(Alarm::kind, Alarm::layer, Alarm::iteration)
                .containsExactly(tuple(Alarm.Kind.NOT_A_NUMBER, "fc2", 6));
        assertThat(raised.get(0).sentence()).contains("iteration 7", "forward pass", "fc2 (Linear)");
        assertThat(new Alarms().reading(LAYERS, reading(0, Double.NaN, Double.NaN, 2)))
                .extracting(Alarm::layer)
                .containsExactly("fc2");
    }

    /** Where nobody measured, the losses tell the iteration, and no layer can be named. */
    @Test
    void whatIsNoNumberIsLookedForFromTheFirstLossThatIsNone() {
        Reading late = reading(120, Double.NaN, Double.NaN, Double.NaN);
        Alarms alarms = new Alarms();
        alarms.reading(LAYERS, reading(100, 1, 1, 1));
        assertThat(alarms.loss(110, 1)).isEmpty();
        assertThat(alarms.loss(111, Double.NaN)).isEmpty();
        List<Alarm> raised = alarms.reading(LAYERS, late);
        assertThat(raised).extracting(Alarm::layer, Alarm::iteration).containsExactly(tuple("", 110));
        assertThat(raised.get(0).sentence()).contains("110", "120");

        Alarms withoutLosses = new Alarms();
        withoutLosses.reading(LAYERS, reading(100, 1, 1, 1));
        assertThat(withoutLosses.reading(LAYERS, late))
                .extracting(Alarm::layer, Alarm::iteration)
                .containsExactly(tuple("", 100));
    }

    /** Numbers of 1e20 have a norm that float32 cannot hold. */
    @Test
    void whatIsOnlyTooLargeToBeMeasuredExplodes() {
        List<LayerReading> large = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            double infinite = Double.POSITIVE_INFINITY;
            large.add(new LayerReading(infinite, 0, 1e-3, 1e20, infinite, 0.4, new int[Histogram.BINS], false));
        }
        List<Alarm> raised = new Alarms().reading(LAYERS, new Reading(0, large));
        assertThat(raised).extracting(Alarm::kind).containsExactly(Alarm.Kind.EXPLODING);
        assertThat(raised.get(0).sentence()).contains("1.8e19 or more");
    }

    /** A gradient grows before it has no number any more, and each is told. */
    @Test
    void whatExplodedFirstIsToldOnceMoreWhenItIsNoNumber() {
        Alarms alarms = new Alarms();
        assertThat(alarms.reading(LAYERS, reading(0, 1e4, 1, 1)))
                .extracting(Alarm::kind)
                .containsExactly(Alarm.Kind.EXPLODING);
        assertThat(alarms.reading(LAYERS, reading(1, 1, Double.NaN, 1)))
                .extracting(Alarm::kind)
                .containsExactly(Alarm.Kind.NOT_A_NUMBER);
        assertThat(alarms.reading(LAYERS, reading(2, Double.NaN, Double.NaN, 1)))
                .isEmpty();
    }

    @Test
    void tenTimesTheGradientWithinFiveIterationsExplodes() {
        Alarms alarms = new Alarms();
        for (int i = 1; i <= 8; i++) {
            assertThat(alarms.reading(LAYERS, reading(i, 1, 1, 1))).isEmpty();
        }
        assertThat(alarms.reading(LAYERS, reading(9, 1, 6, 1))).isEmpty();
        assertThat(alarms.reading(LAYERS, reading(10, 1, 30, 1)))
                .extracting(Alarm::kind, Alarm::layer, Alarm::iteration)
                .containsExactly(tuple(Alarm.Kind.EXPLODING, "fc2", 10));
    }

    /** Late in a good training most batches are easy, and a hard one has many times their gradient. */
    @Test
    void aHardBatchAfterEasyOnesIsNoExplosion() {
        Alarms alarms = new Alarms();
        for (int i = 1; i < 200; i++) {
            assertThat(alarms.reading(LAYERS, reading(i, i < 20 ? 1 : i % 7 == 0 ? 2 : 0.01, 1e-3, 1e-3)))
                    .isEmpty();
        }
    }

    @Test
    void aLossThatFliesApartIsToldAtTheFifthRise() {
        Alarms alarms = new Alarms();
        double[] losses = {2.3, 2.2, 2.25, 2.4, 7, 32, 7000};
        List<Alarm> raised = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            raised.addAll(alarms.loss(i + 1, losses[i]));
        }
        assertThat(raised).extracting(Alarm::kind).containsExactly(Alarm.Kind.LEARNING_RATE);
        assertThat(raised.get(0).iteration()).isEqualTo(7);
    }

    @Test
    void aLossThatClimbsSlowlyThroughNoiseIsToldToo() {
        Alarms alarms = new Alarms();
        Random noise = new Random(1);
        List<Alarm> raised = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            raised.addAll(alarms.loss(i, 2.3 + 0.05 * i + 0.2 * noise.nextGaussian()));
        }
        assertThat(raised).extracting(Alarm::kind).containsExactly(Alarm.Kind.LEARNING_RATE);
    }

    /** Losses of batches of ten late in a training: most are small, some large. */
    @Test
    void noiseAloneRaisesNothing() {
        for (int seed = 0; seed < 5; seed++) {
            Alarms alarms = new Alarms();
            Random noise = new Random(seed);
            for (int i = 1; i <= 20_000; i++) {
                double loss = (0.1 + 2.2 * Math.exp(-i / 300.0)) * Math.exp(noise.nextGaussian());
                assertThat(alarms.loss(i, loss))
                        .as("seed %d, iteration %d", seed, i)
                        .isEmpty();
            }
        }
    }
}
