package nabla.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TexTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p            | <mi>p</mi>",
                "-\\ln 0.1    | <mo>−</mo><mi>ln</mi><mo>&#8289;</mo><mn>0.1</mn>",
                "w_i^2        | <msubsup><mi>w</mi><mi>i</mi><mn>2</mn></msubsup>",
                "e^{-x}       | <msup><mi>e</mi><mrow><mo>−</mo><mi>x</mi></mrow></msup>",
                "\\frac{1}{N} | <mfrac><mrow><mn>1</mn></mrow><mrow><mi>N</mi></mrow></mfrac>",
                "a < b        | <mi>a</mi><mo>&lt;</mo><mi>b</mi>",
                "\\sum_n x_n  | <msub><mo>∑</mo><mi>n</mi></msub><msub><mi>x</mi><mi>n</mi></msub>",
                "\\sqrt{2}    | <msqrt><mrow><mn>2</mn></mrow></msqrt>",
                "\\hat{y}     | <mover accent=\"true\"><mrow><mi>y</mi></mrow><mo>^</mo></mover>",
                "\\text{a < b} | <mtext>a &lt; b</mtext>",
                "\\eta\\nabla | <mi>η</mi><mo>∇</mo>",
            })
    void formulasBecomeMathMl(String tex, String expected) {
        assertThat(Tex.toMathMl(tex, false))
                .isEqualTo("<math><semantics><mrow>" + expected + "</mrow><annotation encoding=\"application/x-tex\">"
                        + Html.escape(tex) + "</annotation></semantics></math>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\input{x} | \\input is not known",
                "a}         | a closing brace too many",
                "{a         | a closing brace is missing",
                "\\frac 1 2 | an opening brace is missing",
                "\\text{a    | a closing brace is missing",
                "\\text a    | an opening brace is missing",
                "x^         | the end comes too early",
                "x_1_2      | two indices at one place",
            })
    void whatIsNotKnownIsRefused(String tex, String cause) {
        assertThatThrownBy(() -> Tex.toMathMl(tex, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The formula " + tex + " cannot be read: " + cause + ".");
    }
}
