package nabla.web.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 4, 0",
        "0.01096412, 4, 0.01096",
        "-2.5, 3, −2.50",
        "12345.678, 4, 12346",
        "1234567, 4, 1.235e6",
        "0.00000312, 3, 3.12e−6",
        "0.99999, 3, 1.00",
        "NaN, 3, NaN",
    })
    void exactDigits(double value, int digits, String text) {
        assertThat(Digits.exact(value, digits)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01096412, 7, 1.096412e-02",
        "-0.01096412, 3, −1.10e-02",
        "1.6e-10, 2, 1.6e-10",
        "9.9999e-5, 2, 1.0e-04",
        "0, 7, 0.000000e+00",
        "123, 3, 1.23e+02",
    })
    void scientificDigits(double value, int digits, String text) {
        assertThat(Digits.scientific(value, digits)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, 0",
        "0.1234, 4, .123",
        "-0.1234, 4, −.12",
        "1.26, 3, 1.3",
        "12.4, 3, 12",
        "0.00003, 4, 3e−5",
        "NaN, 4, NaN"
    })
    void briefDigits(double value, int room, String text) {
        assertThat(Digits.brief(value, room)).isEqualTo(text);
    }

    @Test
    void briefTextsAreBrief() {
        for (double value = 1e-6; value < 1e6; value *= 1.7) {
            for (int room = 3; room < 8; room++) {
                assertThat(Digits.brief(value, room).length())
                        .as(value + " in " + room)
                        .isLessThanOrEqualTo(Math.max(4, room));
            }
        }
    }
}
