package nabla.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    private static final int SAMPLES = 20_000;

    @ParameterizedTest
    @CsvSource({
        "0.00021996, 6, 0.000220",
        "2.302585, 4, 2.3026",
        "-2.302585, 1, -2.3",
        "0.96996, 3, 0.970",
        "0.9999, 3, 1.000",
        "-0.0001, 2, -0.00",
        "-0.0, 0, -0",
        "12, 0, 12",
        "12.5, 0, 12",
        "13.5, 0, 14",
        "0.5, 0, 0",
        "2.675, 2, 2.67",
        "3, 2, 3.00",
        "1e22, 2, 10000000000000000000000.00",
        "NaN, 2, nan",
        "-Infinity, 2, -inf"
    })
    void numbersHaveFixedDecimals(double value, int decimals, String text) {
        assertThat(Decimals.fixed(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1e-6, 4, 1.0000e-06",
        "0, 4, 0.0000e+00",
        "-0.0, 1, -0.0e+00",
        "99999.5, 4, 1.0000e+05",
        "123456, 4, 1.2346e+05",
        "-2.5, 0, -2e+00",
        "1e100, 4, 1.0000e+100",
        "4.9e-324, 4, 4.9407e-324",
        "Infinity, 4, inf"
    })
    void numbersHaveAnExponent(double value, int decimals, String text) {
        assertThat(Decimals.scientific(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1, 1.0",
        "-0.0, -0.0",
        "0.001, 0.001",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1e-8, 1e-08",
        "1.5e-7, 1.5e-07",
        "123456789, 123456789.0",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "0.30000000000000004, 0.30000000000000004",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "2.0e-3, 0.002",
        "NaN, nan",
        "-Infinity, -inf"
    })
    void theShortestTextReadsBackAsTheSameNumber(double value, String text) {
        assertThat(Decimals.shortest(value)).isEqualTo(text);
    }

    @Test
    void roundingIsExactForAnyDouble() {
        Random random = new Random(7);
        for (int i = 0; i < SAMPLES; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double everyday = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6));
            double value = i % 4 == 0 ? any : everyday;
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                continue;
            }
            int decimals = random.nextInt(8);
            BigDecimal rounded = new BigDecimal(Math.abs(value)).setScale(decimals, RoundingMode.HALF_EVEN);
            String sign = value < 0 ? "-" : "";
            assertThat(Decimals.fixed(value, decimals)).isEqualTo(sign + rounded.toPlainString());

            BigDecimal digits = new BigDecimal(value).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
            String scientific = Decimals.scientific(value, decimals);
            assertThat(new BigDecimal(scientific)).isEqualByComparingTo(digits);
            assertThat(scientific).matches(decimals == 0 ? "-?\\de[+-]\\d{2,3}" : "-?\\d\\.\\d{" + decimals + "}e.*");
            assertThat(Double.parseDouble(Decimals.shortest(value))).isEqualTo(value);
        }
    }
}
