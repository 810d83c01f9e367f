package nabla.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nabla.io.Json;
import nabla.lessons.RecordingLab.Enough;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Expected numbers: the case fashion_softmax of the engine's recorded programs, run by PyTorch 1.13. */
class SoftmaxRegressionTest {
    private static final int FIRST = 50;

    private static Json recorded() throws IOException {
        Path file = Path.of("../engine/src/test/resources/conformance/programs.json");
        return Json.parse(Files.readString(file)).get("cases").items().stream()
                .filter(program -> program.get("name").text().equals("fashion_softmax"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void firstLossesArePyTorchs() throws IOException {
        List<Json> expected = recorded().get("first_losses").items();
        RecordingLab lab = new RecordingLab(TestDatasets.fashionTrain(), TestDatasets.fashionTest()).stopAfter(FIRST);
        assertThatThrownBy(() -> SoftmaxRegression.run(lab)).isInstanceOf(Enough.class);
        for (int step = 0; step < FIRST; step++) {
            assertThat(lab.losses.get(step))
                    .as("loss of step %d", step)
                    .isCloseTo(expected.get(step).number(), withPercentage(0.01));
        }
        assertThat(lab.steps()).isEqualTo(11 * 235);
    }

    @Test
    @EnabledIfSystemProperty(named = "nabla.wholeRuns", matches = "true", disabledReason = "takes minutes")
    void wholeRunPrintsTheCoursesTable() throws IOException {
        RecordingLab lab = new RecordingLab(TestDatasets.fashionTrain(), TestDatasets.fashionTest());
        SoftmaxRegression.run(lab);
        List<Json> epochs = recorded().get("epochs").items();
        assertThat(lab.printed).hasSize(epochs.size());
        for (int epoch = 0; epoch < epochs.size(); epoch++) {
            System.out.println(lab.printed.get(epoch));
            String[] words = lab.printed.get(epoch).split("[ ,]+");
            Json expected = epochs.get(epoch);
            assertThat(words[1]).isEqualTo("" + epoch);
            assertNear(words[3], expected.get("last_batch_loss"));
            assertNear(words[5], expected.get("train_accuracy"));
            assertNear(words[7], expected.get("test_accuracy"));
        }
    }

    private static void assertNear(String printed, Json expected) {
        assertThat(Double.parseDouble(printed)).isEqualTo(expected.number(), within(0.005));
    }
}
