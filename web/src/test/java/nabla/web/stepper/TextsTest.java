package nabla.web.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Small texts: lists of samples, shapes, source cut into lines. */
class TextsTest {
    @Test
    void timesTellNoMoreThanTheClock() {
        assertThat(Times.text(0)).isEqualTo("<0.1 ms");
        assertThat(Times.text(0.04)).isEqualTo("<0.1 ms");
        assertThat(Times.text(0.1 + 0.2)).isEqualTo("0.3 ms");
        assertThat(Times.text(12.34)).isEqualTo("12 ms");
        assertThat(Times.text(180.6)).isEqualTo("181 ms");
    }

    @Test
    void samplesAreReadAsPeopleWriteThem() {
        assertThat(SampleList.parse("0-3", 10)).containsExactly(0, 1, 2, 3);
        assertThat(SampleList.parse(" 4, 1 ,9-8, 1", 10)).containsExactly(1, 4);
        assertThat(SampleList.parse("0-99", 10)).hasSize(8);
        assertThat(SampleList.parse("7-20", 9)).containsExactly(7, 8);
        assertThat(SampleList.parse("all", 10)).isEmpty();
    }

    @Test
    void neighboursAreJoined() {
        assertThat(SampleList.text(new int[] {0, 1, 2, 3, 6, 8, 9})).isEqualTo("0-3, 6, 8, 9");
        assertThat(SampleList.text(new int[] {})).isEmpty();
    }

    @Test
    void aCellIsFoundByItsPlace() {
        int[] shape = {2, 3, 4};
        assertThat(Shapes.place(23, shape)).containsExactly(1, 2, 3);
        assertThat(Shapes.cell(new int[] {1, 2, 3}, shape)).isEqualTo(23);
        assertThat(Shapes.cell(new int[] {1, 3, 0}, shape)).isEqualTo(-1);
        assertThat(Shapes.cell(new int[] {1}, shape)).isEqualTo(-1);
        assertThat(Shapes.cell(new int[] {}, new int[] {})).isZero();
        assertThat(Shapes.brief(new int[] {})).isEqualTo("scalar");
    }

    @Test
    void aSampleKnowsWhereItsCellsAre() {
        Sample sample = new Sample(new int[] {8, 6, 24, 24, 2, 2});
        assertThat(sample.shape()).containsExactly(32, 2);
        for (int cell = 0; cell < 64; cell++) {
            assertThat(sample.nearest(sample.whole(cell))).isEqualTo(cell);
        }
        Sample other = new Sample(new int[] {300, 784});
        for (int cell = 0; cell < 1024; cell++) {
            assertThat(other.nearest(other.whole(cell))).isEqualTo(cell);
        }
        assertThat(other.whole(1023)).isLessThan(300 * 784);
    }

    @Test
    void aCommentOverLinesIsWholeInEach() {
        assertThat(SourceLines.of("a <span class=\"c\">/* b\n c */</span> d\n"))
                .containsExactly("a <span class=\"c\">/* b</span>", "<span class=\"c\"> c */</span> d", "");
    }

    @Test
    void theScaleEndsBelowTheFewExtremes() {
        double[] cells = new double[2000];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = i % 2 == 0 ? 0 : (i % 3 - 1) * 0.5;
        }
        cells[77] = 100;
        assertThat(ColorScale.limit(cells)).isEqualTo(0.5);
        assertThat(ColorScale.limit(new double[] {0, 0})).isEqualTo(1);
        assertThat(ColorScale.limit(new double[] {-3})).isEqualTo(3);
    }
}
