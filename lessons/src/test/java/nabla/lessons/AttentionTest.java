package nabla.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AttentionTest {
    @Test
    void learnsToLookAtThePairThatWasAskedFor() {
        RecordingLab lab = new RecordingLab(null, null);
        Attention.run(lab);
        assertThat(lab.losses).hasSize(lab.steps()).hasSize(320);
        assertThat(lab.printed).hasSize(8).last().asString().matches("epoch 8, accuracy (0\\.9[5-9]\\d|1\\.000)");
        assertThat(lab.heatmaps).hasSize(6).allSatisfy((question, weights) -> {
            assertThat(Arrays.stream(weights).sum()).isEqualTo(1, within(1e-6));
            assertThat(weights[placeOfAsked(question)]).as(question).isGreaterThan(0.8);
        });
    }

    /** Where among the pairs the letter asked for stands, in a title such as {@code "1. c? [a 1, c 7, ...]"}. */
    private static int placeOfAsked(String question) {
        String[] pairs = question.substring(7, question.length() - 1).split(", ");
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i].charAt(0) == question.charAt(3)) {
                return i;
            }
        }
        throw new AssertionError("asks for a letter that is not there: " + question);
    }
}
