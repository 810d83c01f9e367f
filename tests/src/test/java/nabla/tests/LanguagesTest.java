package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nabla.Nabla;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.runtime.Device;
import nabla.tests.harness.Project;
import nabla.trace.Explanation;
import nabla.trace.Iterations;
import nabla.trace.NumericCheck;
import nabla.trace.Step;
import nabla.trace.Text;
import nabla.trace.Trace;
import nabla.trace.TracedTensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.json.Json;

/** Each catalog of the step-through has every sentence that can be said, with the same holes, and no other. */
final class LanguagesTest {
    private static final Pattern HOLE = Pattern.compile("\\{\\d}");
    private static final Pattern WORDS = Pattern.compile("data-words=\"([^\"]*)\"");
    private static final Path WEB = Project.root().resolve("web/src/main");
    private static final Templates TEMPLATES = new Templates();

    @BeforeAll
    static void readSources() throws IOException {
        Path engine = Project.root().resolve("engine/src/main/java/nabla");
        TEMPLATES.readJava(engine.resolve("trace"));
        TEMPLATES.readJava(engine.resolve("op/Maps.java"));
        TEMPLATES.readJava(WEB.resolve("java/nabla/web/stepper"));
        TEMPLATES.readJava(WEB.resolve("java/nabla/web/worker"));
        TEMPLATES.readHtml(WEB.resolve("site/templates/stepper.html"));
        TEMPLATES.found().removeIf(LanguagesTest::isWordless);
    }

    @AfterAll
    static void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    private static boolean isWordless(String template) {
        return new Text(template, List.of()).isWordless();
    }

    static List<Path> catalogs() throws IOException {
        try (Stream<Path> files = Files.list(WEB.resolve("site/languages"))) {
            return files.sorted().toList();
        }
    }

    private static Map<String, String> read(Path catalog) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Map<String, Object> json = new Json().toType(Files.readString(catalog), Json.MAP_TYPE);
        json.forEach((english, translation) -> texts.put(english, (String) translation));
        return texts;
    }

    @Test
    void thereAreChineseAndGerman() throws IOException {
        assertThat(catalogs()).extracting(path -> path.getFileName().toString()).contains("de.json", "zh.json");
    }

    @Test
    void nothingIsSaidPastTheCatalogs() {
        assertThat(TEMPLATES.faults()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void everyTemplateHasItsTranslationAndNoMoreAreThere(Path catalog) throws IOException {
        assertThat(read(catalog).keySet()).containsExactlyInAnyOrderElementsOf(TEMPLATES.found());
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void translationsHaveTheSameHoles(Path catalog) throws IOException {
        read(catalog).forEach((english, translation) -> {
            assertThat(translation).as(english).isNotBlank();
            assertThat(holes(translation)).as(english).isEqualTo(holes(english));
        });
    }

    private static List<String> holes(String words) {
        Matcher matcher = HOLE.matcher(words);
        return matcher.results().map(MatchResult::group).sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("nabla.trace.Iterations#networks")
    void everythingSaidOfATraceIsKnown(Iterations.Named network) {
        Device.setStandard(new Device(new ReferenceBackend()));
        Nabla.manualSeed(0);
        Set<String> said = said(network.make().get().trace());
        assertThat(said).hasSizeGreaterThan(20);
        assertThat(TEMPLATES.found()).containsAll(said);
    }

    /** The templates of all that a trace says of its steps, its tensors, and some of their numbers. */
    private static Set<String> said(Trace trace) {
        List<Text> texts = new ArrayList<>();
        Set<String> templates = new TreeSet<>();
        for (TracedTensor tensor : trace.tensors()) {
            texts.add(tensor.name());
        }
        for (Step step : trace.steps()) {
            texts.add(step.sentence());
            step.parts().forEach(part -> texts.add(part.sentence()));
            List<Integer> tensors = new ArrayList<>(step.outputs());
            tensors.addAll(step.inputs());
            step.parts().forEach(part -> tensors.add(part.output()));
            for (int tensor : tensors) {
                explain(trace, step.index(), tensor, texts, templates);
            }
        }
        texts.forEach(text -> collect(text, templates));
        templates.removeIf(LanguagesTest::isWordless);
        return templates;
    }

    private static void explain(Trace trace, int step, int tensor, List<Text> texts, Set<String> templates) {
        int size = trace.tensors().get(tensor).size();
        for (int part = 0; part < 4; part++) {
            int cell = (int) ((long) size * part / 4);
            Explanation explanation = trace.explain(step, tensor, cell);
            texts.add(explanation.meaning());
            Explanation.Table table = explanation.table();
            if (table != null) {
                texts.add(table.caption());
                texts.addAll(table.columns());
                table.rows().forEach(texts::addAll);
            }
            Matcher words = WORDS.matcher(explanation.formula() + explanation.numbers());
            words.results().forEach(found -> templates.add(found.group(1)));
            if (trace.tensors().get(tensor).kind() == TracedTensor.Kind.GRADIENT && part == 1) {
                NumericCheck.Result check = trace.check(tensor, cell);
                if (check.reason() != null) {
                    texts.add(check.reason());
                }
            }
        }
    }

    private static void collect(Text text, Set<String> templates) {
        templates.add(text.template());
        for (Object argument : text.arguments()) {
            if (argument instanceof Text inner) {
                collect(inner, templates);
            }
        }
    }
}
