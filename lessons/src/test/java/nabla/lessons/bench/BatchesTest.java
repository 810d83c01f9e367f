package nabla.lessons.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The very numbers that other libraries' benchmarks use. */
class BatchesTest {
    @Test
    void generatorGivesTheSameNumbersAsInJavaScript() {
        Mulberry32 one = new Mulberry32(1);
        assertThat(new double[] {one.next(), one.next(), one.next()})
                .containsExactly(0.6270739405881613, 0.002735721180215478, 0.5274470399599522);
        Mulberry32 two = new Mulberry32(2);
        assertThat(new double[] {two.next(), two.next(), two.next()})
                .containsExactly(0.7342509443406016, 0.32499843230471015, 0.28529605525545776);
    }

    @Test
    void firstBatchOfTheMlpIsTheSpecifiedOne() {
        Batches.Batch batch = new Batches(10, 784).next();
        float[] x = batch.x().toArray();
        assertThat(batch.x().shape().toArray()).containsExactly(10, 784);
        assertThat(new float[] {x[0], x[1], x[7839]}).containsExactly(0.2541479f, -0.99452853f, 0.6470097f);
        assertThat(batch.y().toLongArray()).containsExactly(6, 1, 0, 0, 5, 3, 9, 2, 7, 7);
    }

    @Test
    void eightBatchesComeAgainAndAgain() {
        Batches batches = new Batches(10, 784);
        Batches.Batch first = batches.next();
        Batches.Batch second = batches.next();
        assertThat(second.x().toArray()[0]).isEqualTo(-0.694425f);
        for (int i = 2; i < 8; i++) {
            assertThat(batches.next()).isNotIn(first, second);
        }
        assertThat(batches.next()).isSameAs(first);
        assertThat(batches.next()).isSameAs(second);
    }
}
