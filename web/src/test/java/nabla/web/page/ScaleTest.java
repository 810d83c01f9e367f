package nabla.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void placesAndValuesAreInverse() {
        Scale scale = new Scale(0, 18_000, 40, 300);

        assertThat(scale.place(0)).isEqualTo(40);
        assertThat(scale.place(18_000)).isEqualTo(300);
        assertThat(scale.value(scale.place(1234))).isCloseTo(1234, within(1e-9));
    }

    @Test
    void marksAreRoundAndNotTooMany() {
        assertThat(new Scale(0, 2.5, 0, 1).spacing(4)).isEqualTo(1);
        assertThat(new Scale(0, 2, 0, 1).spacing(4)).isEqualTo(0.5);
        assertThat(new Scale(0.9, 1, 0, 1).spacing(4)).isCloseTo(0.05, within(1e-12));
        assertThat(new Scale(0, 18_000, 0, 1).spacing(4)).isEqualTo(5000);
    }
}
