package nabla.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void keepsEveryValueBeyondItsFirstCapacity() {
        Series series = counting(5000);

        assertThat(series.size()).isEqualTo(5000);
        assertThat(series.step(4999)).isEqualTo(5000);
        assertThat(series.lastValue()).isEqualTo(50_000);
    }

    @Test
    void recentMeanTakesTheLastValues() {
        assertThat(counting(10).recentMean(2)).isEqualTo(95);
        assertThat(counting(3).recentMean(100)).isEqualTo(20);
    }

    @Test
    void nearestFindsTheCloserNeighbour() {
        Series series = new Series();
        series.add(10, 1);
        series.add(20, 2);
        series.add(40, 3);

        assertThat(series.nearest(-5)).isEqualTo(0);
        assertThat(series.nearest(20)).isEqualTo(1);
        assertThat(series.nearest(29)).isEqualTo(1);
        assertThat(series.nearest(31)).isEqualTo(2);
        assertThat(series.nearest(99)).isEqualTo(2);
    }

    @Test
    void shortSeriesIsNotThinned() {
        Series series = counting(600);

        assertThat(series.thinned(600)).isSameAs(series);
    }

    @Test
    void thinnedSeriesKeepsTheMeanAndTheLastStep() {
        Series thin = counting(18_000).thinned(600);

        assertThat(thin.size()).isEqualTo(600);
        assertThat(thin.lastStep()).isEqualTo(18_000);
        assertThat(thin.step(0)).isEqualTo(30);
        assertThat(thin.recentMean(600)).isCloseTo(counting(18_000).recentMean(18_000), within(1e-9));
    }

    /** Steps 1, 2, 3 … with the values 10, 20, 30 … */
    private static Series counting(int count) {
        Series series = new Series();
        for (int i = 1; i <= count; i++) {
            series.add(i, 10 * i);
        }
        return series;
    }
}
