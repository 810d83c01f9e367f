package nabla.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The templates and lessons as they are: what they ask for is what the server gives. */
class RealSiteTest {
    private static final Path SITE = Path.of("../web/src/main/site");
    private static final Pattern SOURCE = Pattern.compile("(?m)^:::source ([A-Za-z0-9]+)$");

    private static String template(String name) {
        try {
            return Files.readString(SITE.resolve("templates").resolve(name));
        } catch (IOException e) {
            throw new AssertionError("The site has no template " + name, e);
        }
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.list(SITE.resolve("templates"))) {
            return files.toList();
        }
    }

    private static String asset(String name) {
        assertThat(SITE.resolve(name)).isRegularFile();
        return "/assets/" + name;
    }

    @ParameterizedTest
    @CsvSource({
        "page.html, title description content scripts",
        "home.html, lessons",
        "bench.html, ''",
        "model.html, id title",
        "error.html, status title message",
        "lab-linear-regression.html, ''",
        "lab-softmax-regression.html, ''",
        "lab-train-mnist.html, ''",
        "lab-attention.html, ''",
        "lab-when-training-fails.html, ''",
        "stepper.html, ''",
    })
    void everyHoleOfATemplateIsFilled(String name, String holes) {
        var values = new HashMap<String, String>();
        for (String hole : holes.split(" ")) {
            values.put(hole, "<" + hole + ">");
        }
        String html = new Template(name, RealSiteTest::template).render(Map.copyOf(values), RealSiteTest::asset);
        assertThat(html).doesNotContain("{{").doesNotContain("}}");
    }

    @Test
    void everyLessonIsRenderedWithItsLabsAndPrograms() {
        Lessons lessons = Lessons.load();
        assertThat(lessons.all()).isNotEmpty();
        var renderer = new LessonRenderer(lessons, name -> template("lab-" + name + ".html"));
        for (Lesson lesson : lessons.all()) {
            assertThat(renderer.render(lesson))
                    .as(lesson.name())
                    .contains("<h1")
                    .doesNotContain(":::");
            SOURCE.matcher(lesson.markdown())
                    .results()
                    .forEach(match -> assertThat(lessons.source(match.group(1)))
                            .as(match.group())
                            .isNotNull());
        }
    }

    @Test
    void everyKindOfTokenHasItsColour() throws IOException {
        String styles = Files.readString(SITE.resolve("style.css"));
        String html = JavaHighlighter.highlight("@A class B { int c = 1; } // d \"e\"\n\"f\"");
        Matcher kinds = Pattern.compile("class=\"(hl-[a-z]+)\"").matcher(html);
        assertThat(kinds.results().map(kind -> kind.group(1)).distinct())
                .hasSize(6)
                .allSatisfy(kind -> assertThat(styles).containsPattern("\\." + kind + "[ ,]"));
    }

    @Test
    void noPageHasScriptOrStyleInItsText() throws IOException {
        for (Path file : templates()) {
            String name = file.getFileName().toString();
            assertThat(template(name))
                    .as(name)
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContain("<style")
                    .doesNotContainPattern("\\son[a-z]+=")
                    .doesNotContain(" style=")
                    .doesNotContainPattern("(src|href)=\"https?:");
        }
    }
}
