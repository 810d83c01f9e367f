package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.RunningSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The lessons on regression, softmax and attention: each run as a learner runs it, and stepped through. */
final class LessonsIT {
    @RegisterExtension
    static final RunningSite SITE = RunningSite.withDatasets();

    private static String output(Browser browser) {
        return browser.driver().findElement(By.id("output")).getText().strip();
    }

    @Test
    void linearRegressionFindsThePlane() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, SITE.at("lessons/linear-regression?device=simd"));
            page.start("run");
            page.awaitDone();
            assertThat(output(browser))
                    .isEqualTo("epoch 1, loss 0.000220\nepoch 2, loss 0.000095\nepoch 3, loss 0.000096\n"
                            + "w = 2.00040, -3.40125; b = 4.19932");
            WebElement card = browser.driver()
                    .findElement(By.cssSelector("[data-metric='w₂']"))
                    .findElement(By.xpath(".."));
            assertThat(card.findElement(By.className("reading")).getText()).isEqualTo("-3.401");
            assertThat(card.findElement(By.tagName("canvas")).getDomAttribute("aria-label"))
                    .startsWith("w₂, 300 values");
            assertThat(browser.named("share").isDisplayed()).isFalse();
            check(browser, "linear-regression");
        }
    }

    @Test
    void softmaxRegressionShowsWhatEachClassLooksFor() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, SITE.at("lessons/softmax-regression?device=simd"));
            page.type("epochs", "1");
            page.start("run");
            page.awaitDone();
            assertThat(page.number("accuracy")).isGreaterThan(0.5);
            List<String> labels = new ArrayList<>();
            for (WebElement canvas : browser.named("heatmaps").findElements(By.tagName("canvas"))) {
                labels.add(canvas.getDomAttribute("aria-label"));
            }
            assertThat(labels).hasSize(10).allMatch(label -> label.contains(": 28 by 28 numbers from -0."));
            assertThat(labels.get(1)).startsWith("Trouser: ");
            check(browser, "softmax-regression");
        }
    }

    @Test
    void attentionShowsWhereItLooks() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, SITE.at("lessons/attention?device=simd"));
            page.start("run");
            page.awaitDone();
            assertThat(output(browser)).matches("(?s).*epoch 8, accuracy (0\\.9[5-9]\\d|1\\.000)");
            List<WebElement> questions = browser.named("heatmaps").findElements(By.tagName("table"));
            assertThat(questions).hasSize(6);
            for (WebElement question : questions) {
                String letter =
                        question.findElement(By.tagName("caption")).getText().substring(3, 4);
                List<WebElement> pairs = question.findElements(By.tagName("th"));
                List<WebElement> weights = question.findElements(By.tagName("td"));
                for (int i = 0; i < pairs.size(); i++) {
                    double weight = Double.parseDouble(weights.get(i).getText());
                    assertThat(weight > 0.5)
                            .as(letter + " looks at " + pairs.get(i).getText() + ": " + weight)
                            .isEqualTo(pairs.get(i).getText().startsWith(letter));
                }
            }
            check(browser, "attention");
        }
    }

    private static void check(Browser browser, String lesson) throws IOException {
        browser.screenshot("lesson-" + lesson);
        assertThat(Accessibility.violations(browser)).isEmpty();
        assertThat(browser.problems()).isEmpty();
    }

    /** By keyboard from the first step to the last; how many there are is known from the program's operations. */
    @ParameterizedTest
    @CsvSource({
        "linear-regression, 11, MseLossBackward0 AddmmBackward0 AccumulateGrad TBackward0 AccumulateGrad",
        "softmax-regression, 14, NllLossBackward0 LogSoftmaxBackward0 AddmmBackward0 AccumulateGrad TBackward0"
                + " AccumulateGrad",
        "attention, 62, NllLossBackward0 LogSoftmaxBackward0 AddmmBackward0 AccumulateGrad TBackward0 AccumulateGrad"
                + " SqueezeBackward1 BmmBackward0 SoftmaxBackward0 DivBackward0 BmmBackward0 TransposeBackward0"
                + " SliceBackward0 ViewBackward0 AddmmBackward0 AccumulateGrad TBackward0 AccumulateGrad"
                + " UnsqueezeBackward0 AddmmBackward0 AccumulateGrad TBackward0 AccumulateGrad SliceBackward0"
                + " ViewBackward0 AddmmBackward0 AccumulateGrad TBackward0 AccumulateGrad",
    })
    void everyStepIsShownAndSaid(String lesson, int count, String backward) throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(1440, 900);
            browser.go(SITE.at("lessons/" + lesson + "?device=simd#step"));
            browser.await(
                    "an iteration",
                    () -> "ready".equals(browser.named("stepper").getDomAttribute("data-state")));
            List<String> functions = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                assertThat(browser.property("step-scrub", "value")).isEqualTo(String.valueOf(i));
                assertThat(browser.named("step-sentence").getText())
                        .as("step " + i)
                        .isNotBlank();
                if (browser.named("step-phase").getText().startsWith("Backward")) {
                    functions.add(browser.named("step-op").getText().replaceAll(" · .*", ""));
                }
                new Actions(browser.driver()).sendKeys(Keys.ARROW_RIGHT).perform();
            }
            assertThat(browser.property("step-scrub", "value")).isEqualTo(String.valueOf(count - 1));
            assertThat(String.join(" ", functions)).isEqualTo(backward);
            String difference =
                    browser.driver().findElement(By.id("stepper-facts")).getText();
            assertThat(difference).matches(".* agree to \\d(\\.\\d)?e[−-]\\d+ .*");
            check(browser, lesson + "-steps");
        }
    }
}
