package nabla.web.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JavaScript says of a number becomes what Java says of it. */
final class DecimalTextTest {
    @ParameterizedTest
    @CsvSource({
        "0e+0, 0.0",
        "1e+0, 1.0",
        "1e+6, 1000000.0",
        "1e+7, 1.0E7",
        "1.2345678e+6, 1234567.8",
        "1.2345678e+7, 1.2345678E7",
        "1e-3, 0.001",
        "9.99e-4, 9.99E-4",
        "1.25e-7, 1.25E-7",
        "2.5e-1, 0.25",
        "1.7976931348623157e+308, 1.7976931348623157E308"
    })
    void isSpelledAsInJava(String javaScript, String java) {
        assertThat(DecimalText.spelled(javaScript)).isEqualTo(java);
    }

    /** Numbers whose shortest digits all versions of Java find: before 19 it did not always. */
    @Test
    void roundNumbersAreSpelledAsInJava() {
        for (int exponent = -12; exponent <= 12; exponent++) {
            for (int number : new int[] {1, 7, 25, 314, 99999, 271828}) {
                BigDecimal exact = BigDecimal.valueOf(number, -exponent);
                String digits = exact.unscaledValue().toString();
                int scientific = digits.length() - 1 + exponent;
                BigDecimal mantissa = exact.movePointLeft(scientific)
                        .setScale(digits.length() - 1, RoundingMode.UNNECESSARY)
                        .stripTrailingZeros();
                String javaScript = mantissa.toPlainString() + "e" + (scientific < 0 ? "" : "+") + scientific;
                assertThat(DecimalText.spelled(javaScript)).isEqualTo(Double.toString(exact.doubleValue()));
            }
        }
    }
}
