package nabla.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static String render(String text, Map<String, String> values) {
        return new Template("t.html", name -> text).render(values, name -> "/assets/" + name + "?v=1&x");
    }

    @Test
    void twoBracesEscapeAndThreeDoNot() {
        assertThat(render("{{a}} {{{a}}}", Map.of("a", "<b>\"x\" & 'y'</b>")))
                .isEqualTo("&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/b&gt; <b>\"x\" & 'y'</b>");
    }

    @Test
    void assetsBecomeTheirAddresses() {
        assertThat(render("<link href=\"{{asset:fonts/a.woff2}}\">", Map.of()))
                .isEqualTo("<link href=\"/assets/fonts/a.woff2?v=1&amp;x\">");
    }

    @Test
    void whatFillsAHoleIsNotLookedAtAgain() {
        assertThat(render("{{{a}}}{{b}}", Map.of("a", "{{b}}$1\\", "b", "{{{a}}}")))
                .isEqualTo("{{b}}$1\\{{{a}}}");
    }

    @Test
    void aHoleThatNothingFillsIsNamed() {
        assertThatThrownBy(() -> render("{{title}} {{titel}}", Map.of("title", "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The template t.html has a hole titel that nothing fills; there are [title]");
    }

    @Test
    void aPartStandsWhereItIsIncludedWithItsOwnValues() {
        var texts = Map.of(
                "page.html", "<form>\n  {{include:field.html name=rate value=0.1&2}}\n</form>\n{{title}}",
                "field.html", "  <input name=\"{{name}}\" value=\"{{value}}\" title=\"{{title}}\">\n");
        assertThat(new Template("page.html", texts::get).render(Map.of("title", "T"), name -> name))
                .isEqualTo("<form>\n  <input name=\"rate\" value=\"0.1&amp;2\" title=\"T\">\n</form>\nT");
    }

    @Test
    void aPartWithoutItsValueIsNamed() {
        var texts = Map.of("page.html", "{{include:field.html}}\n", "field.html", "{{value}}\n");
        assertThatThrownBy(() -> new Template("page.html", texts::get).render(Map.of(), name -> name))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The template page.html has a hole value that nothing fills; there are []");
    }
}
