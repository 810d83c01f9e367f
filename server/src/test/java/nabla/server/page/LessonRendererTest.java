package nabla.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LessonRendererTest {
    private static String render(String markdown) {
        var files = new TreeMap<String, byte[]>();
        files.put(
                "one/lesson.md",
                ("---\ntitle: One\ndescription: The first.\n---\n" + markdown).getBytes(StandardCharsets.UTF_8));
        files.put("source/Show.java", "class Show {}\n".getBytes(StandardCharsets.UTF_8));
        var lessons = new Lessons(files);
        Lesson lesson = lessons.all().get(0);
        return new LessonRenderer(lessons, name -> "<section>lab " + name + "</section>").render(lesson);
    }

    @Test
    void aLessonWithoutHeadingBeginsWithItsTitle() {
        assertThat(render("Hello.")).isEqualTo("<h1>One</h1>\n<p>Hello.</p>\n");
        assertThat(render("# Own\n\nHello.")).isEqualTo("<h1 id=\"own\">Own</h1>\n<p>Hello.</p>\n");
    }

    @Test
    void headingsGetAnchors() {
        assertThat(render("## What is a `Tensor`, *really*?")).contains("<h2 id=\"what-is-a-tensor-really\">");
    }

    @Test
    void directivesAreReplaced() {
        assertThat(render("Before\n:::lab train-mnist\nafter\n\n:::source Show\n"))
                .isEqualTo("<h1>One</h1>\n<p>Before</p>\n<section>lab train-mnist</section>\n<p>after</p>\n"
                        + "<figure class=\"source\"><figcaption>Show.java</figcaption>"
                        + "<pre class=\"java\" tabindex=\"0\"><code><span class=\"hl-keyword\">class</span> "
                        + "<span class=\"hl-type\">Show</span> {}</code></pre></figure>\n");
    }

    @Test
    void anUnknownDirectiveIsRefused() {
        assertThatThrownBy(() -> render(":::widget x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A lesson uses :::widget; there are :::source and :::lab.");
    }

    @Test
    void fencesOfJavaAreHighlighted() {
        assertThat(render("```java\nint a;\n```")).contains("<span class=\"hl-keyword\">int</span> a;");
        assertThat(render("```\nint <a>;\n```")).contains("<pre><code>int &lt;a&gt;;\n</code></pre>");
    }

    @Test
    void formulasStandInTheLine() {
        assertThat(render("The loss \\(-\\ln p\\) of \\(a\\), and \\(open."))
                .contains("<p>The loss <math>")
                .contains("<annotation encoding=\"application/x-tex\">-\\ln p</annotation>")
                .contains("</math>, and (open.</p>");
    }

    @Test
    void aFormulaAloneIsDisplayed() {
        assertThat(render("So:\n\n\\(\\frac{1}{n}\\)\n\nand on")).contains("<p><math display=\"block\"><semantics>");
    }

    @Test
    void tablesAreTables() {
        assertThat(render("| a | b |\n|---|---|\n| 1 | 2 |")).contains("<td>1</td>");
    }

    @Test
    void markupIsEscapedAndAddressesAreCleaned() {
        assertThat(render("<script>alert(1)</script>\n\n<img src=x onerror=y>\n\n[a](javascript:alert)"))
                .doesNotContain("<script")
                .doesNotContain("<img src=x")
                .doesNotContain("javascript:");
    }

    @Test
    void frontMatterMustBeWhole() {
        assertThatThrownBy(() -> FrontMatter.parse("x.md", "# Title"))
                .hasMessageContaining("x.md does not begin with front matter");
        assertThatThrownBy(() -> FrontMatter.parse("x.md", "---\ntitle: a")).hasMessageContaining("not closed");
        assertThatThrownBy(() -> FrontMatter.parse("x.md", "---\ntitle\n---")).hasMessageContaining("x.md, line 2");
        assertThat(FrontMatter.parse("x.md", "---\r\ntitle: \"a: b\"\r\n---\r\ntext")
                        .values())
                .containsEntry("title", "a: b");
    }
}
