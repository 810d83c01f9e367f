package nabla.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "0.00021996, 6, 0.000220",
        "2.302585, 4, 2.3026",
        "-2.302585, 1, -2.3",
        "0.96996, 3, 0.970",
        "0.9999, 3, 1.000",
        "-0.0001, 2, 0.00",
        "12, 0, 12",
        "12.5, 0, 13",
        "3, 2, 3.00",
        "1e20, 2, 1.0E20",
        "NaN, 2, NaN",
        "-Infinity, 2, -Infinity"
    })
    void numbersHaveFixedDecimals(double value, int decimals, String text) {
        assertThat(Decimals.fixed(value, decimals)).isEqualTo(text);
    }
}
