package nabla.web.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuestionTest {
    @Test
    void optionsDifferAndOneIsRight() {
        Trace trace = Traces.small();
        Set<String> beginnings = new HashSet<>();
        for (Step step : trace.steps()) {
            Question asked = Question.of(trace, step);
            if (step.outputs().length == 0) {
                assertThat(asked).isNull();
                continue;
            }
            Question question = Objects.requireNonNull(asked);
            assertThat(question.options()).hasSize(3).doesNotHaveDuplicates();
            assertThat(question.right()).isBetween(0, 2);
            assertThat(question.text()).endsWith("?");
            beginnings.add(question.text().substring(0, 9));
            if (question.text().startsWith("Which shape")) {
                TensorInfo tensor = trace.tensor(trace.mainOutput(step));
                assertThat(question.options()[question.right()]).isEqualTo(tensor.shapeText());
            }
        }
        assertThat(beginnings).hasSizeGreaterThan(1);
    }
}
