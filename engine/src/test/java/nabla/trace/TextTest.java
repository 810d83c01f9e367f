package nabla.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Words whose language is chosen later. */
class TextTest {
    private static final Map<String, String> GERMAN = Map.of(
            "{0} of {1}", "{0} von {1}", "gradient of {0}", "Gradient von {0}", "{1} before {0}", "erst {0}, dann {1}");

    private static String german(Text text) {
        return text.in(english -> GERMAN.getOrDefault(english, english));
    }

    @Test
    void englishIsTheTemplateWithItsHolesFilled() {
        assertThat(Text.of("{0} of {1} pass", 41, 64)).hasToString("41 of 64 pass");
    }

    @Test
    void textsInsideTextsAreTranslatedToo() {
        assertThat(german(Text.of("{0} of {1}", 3, Text.of("gradient of {0}", "fc1"))))
                .isEqualTo("3 von Gradient von fc1");
    }

    @Test
    void otherLanguagesMayHaveAnotherOrder() {
        assertThat(german(Text.of("{1} before {0}", "b", "a"))).isEqualTo("erst b, dann a");
    }

    @Test
    void whatNoCatalogKnowsStaysEnglish() {
        assertThat(german(Text.of("{0} is {1}.", "x", 2))).isEqualTo("x is 2.");
    }

    @Test
    void namesAreNoTemplates() {
        assertThat(german(Text.literal("{0} of {1}"))).isEqualTo("{0} of {1}");
        assertThat(Text.of("{0}{1}", "fc1", ".grad").isWordless()).isTrue();
        assertThat(Text.of("{0} {1}", "a", "b").isWordless()).isFalse();
    }
}
