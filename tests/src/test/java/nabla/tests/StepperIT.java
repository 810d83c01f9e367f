package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
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

/** The step-through as a person goes through it: by keyboard, by links, in every view. */
final class StepperIT {
    private static final String LESSON = "lessons/train-mnist?device=simd";

    @RegisterExtension
    static final RunningSite SITE = RunningSite.withDatasets();

    @Test
    void keyboardGoesThroughAllPhasesAndBack() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            StepperPage.open(browser, SITE, "#step");
            Set<String> phases = new LinkedHashSet<>();
            Set<String> operations = new LinkedHashSet<>();
            String before = "";
            for (int i = 0; i < 200; i++) {
                assertThat(StepperPage.text(browser, "step-sentence")).isNotEmpty();
                String phase = StepperPage.text(browser, "step-phase");
                assertThat(phase).isNotEmpty();
                phases.add(phase.replaceFirst(" \\d+ of \\d+", ""));
                operations.add(StepperPage.text(browser, "step-op"));
                if (phase.equals(before) && phase.startsWith("Step")) {
                    break;
                }
                before = phase;
                StepperPage.press(browser, Keys.ARROW_RIGHT);
            }
            assertThat(phases).containsExactly("zero_grad", "Forward", "Loss", "Backward", "Step");
            assertThat(operations).contains("addmm · fc1", "AddmmBackward0 · fc4", "AccumulateGrad · fc1");
            StepperPage.press(browser, Keys.HOME);
            assertThat(StepperPage.text(browser, "step-phase")).startsWith("zero_grad");
            StepperPage.press(browser, Keys.END);
            assertThat(StepperPage.text(browser, "step-phase")).startsWith("Step");
            StepperPage.pressShifted(browser, Keys.ARROW_LEFT);
            StepperPage.pressShifted(browser, Keys.ARROW_LEFT);
            assertThat(StepperPage.text(browser, "step-phase")).startsWith("Backward 1");
            StepperPage.press(browser, "?");
            assertThat(browser.driver().findElement(By.id("stepper-keys")).isDisplayed())
                    .isTrue();
            StepperPage.press(browser, Keys.ESCAPE);
            assertThat(browser.named("stepper").isDisplayed()).isTrue();
            StepperPage.press(browser, Keys.ESCAPE);
            assertThat(browser.named("stepper").isDisplayed()).isFalse();
            assertThat(browser.script("return document.activeElement.dataset.testid;"))
                    .isEqualTo("step");
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void everyViewShowsTheSameStep() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(1440, 900);
            StepperPage.open(browser, SITE, "#step&it=0&ph=bw&op=2");
            assertThat(StepperPage.text(browser, "step-op")).isEqualTo("AddmmBackward0 · fc4");
            assertThat(browser.named("view-code")
                            .findElement(By.cssSelector(".line.now code"))
                            .getText())
                    .contains("loss.backward()");
            assertThat(browser.named("view-code")
                            .findElement(By.cssSelector(".line.origin code"))
                            .getText())
                    .contains("network.call");
            assertThat(browser.named("view-tape")
                            .findElement(By.cssSelector("tr.now"))
                            .getText())
                    .contains("addmm", "AddmmBackward0");
            assertThat(browser.named("view-graph")
                            .findElement(By.cssSelector(".node.now text"))
                            .getText())
                    .isEqualTo("addmm");
            assertThat(browser.named("view-numbers").findElements(By.cssSelector("figure.tensor")))
                    .hasSizeGreaterThan(4);
            assertThat(browser.driver().findElement(By.id("stepper-took")).getText())
                    .endsWith(" ms");
            assertThat(browser.named("view-code")
                            .findElement(By.cssSelector(".line.now .count"))
                            .getText())
                    .startsWith("×21 ")
                    .endsWith(" ms");
            browser.screenshot("stepper-backward");
            assertThat(browser.problems()).isEmpty();
        }
    }

    /** On a phone one view is seen at a time, and shows where the cursor is as soon as its tab is chosen. */
    @ParameterizedTest
    @CsvSource({"graph, .node.now", "code, .line.now", "tape, tr.now"})
    void aViewBehindATabShowsWhereTheCursorIs(String view, String mark) {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(390, 844);
            StepperPage.open(browser, SITE, "#step&it=0&ph=fw&op=11");
            browser.driver().findElement(By.id("tab-" + view)).click();
            assertThat(browser.script("""
                    const box = document.getElementById('stepper-%s').getBoundingClientRect();
                    const now = document.querySelector('#stepper-%s %s').getBoundingClientRect();
                    return String(now.width > 0 && now.top >= box.top - 1 && now.bottom <= box.bottom + 1
                        && (now.left < box.right && now.right > box.left));""".formatted(view, view, mark))).isEqualTo("true");
        }
    }

    /** The card neither takes the pointer nor stays when it is gone. */
    @Test
    void anOperationThatIsPointedAtShowsItsFormula() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(1440, 900);
            StepperPage.open(browser, SITE, "#step&it=0&ph=fw&op=2");
            WebElement card = browser.named("graph-hover");
            assertThat(card.isDisplayed()).isFalse();
            WebElement node = browser.named("view-graph").findElement(By.cssSelector(".node.now"));
            new Actions(browser.driver()).moveToElement(node).perform();
            browser.await(
                    "a formula", () -> !card.findElements(By.tagName("math")).isEmpty());
            assertThat(card.getText()).startsWith("addmm · fc1").contains("∑", "each of the 64 outputs");
            browser.screenshot("stepper-graph-hover");
            new Actions(browser.driver())
                    .moveToElement(browser.named("view-tape"))
                    .perform();
            assertThat(card.isDisplayed()).isFalse();
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void gradientsAreProved() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            StepperPage.open(browser, SITE, "#step&it=2&ph=bw&op=2");
            browser.await(
                    "a proof",
                    () -> !StepperPage.attribute(browser, "gradient-check", "data-relative-error")
                            .equals("null"));
            assertThat(Double.parseDouble(StepperPage.attribute(browser, "gradient-check", "data-relative-error")))
                    .isLessThan(1e-6);
            assertThat(StepperPage.text(browser, "gradient-check")).contains("autograd", "numeric", "✓");
        }
    }

    @Test
    void aLinkOpensTheSameCellInAnotherBrowser() {
        String link;
        String numbers;
        String reading;
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            StepperPage.open(browser, SITE, "#step&it=5&ph=bw&op=2&seed=3");
            WebElement picture = browser.named("view-numbers").findElement(By.cssSelector("canvas[tabindex]"));
            picture.sendKeys(Keys.ARROW_DOWN, Keys.ARROW_LEFT);
            browser.await("the numbers", () -> !StepperPage.result(browser).isEmpty());
            browser.await("the link", () -> browser.address().contains("cell="));
            String moved = StepperPage.reading(browser);
            browser.await(
                    "the link of the cell",
                    () -> browser.address()
                            .contains("cell="
                                    + moved.substring(1, moved.indexOf(']')).replace(" ", "")));
            link = browser.address();
            reading = moved;
            numbers = StepperPage.result(browser);
        }
        assertThat(link).contains("it=5").contains("ph=bw").contains("op=2").contains("seed=3");
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.go(link);
            StepperPage.awaitReady(browser);
            assertThat(browser.property("seed", "value")).isEqualTo("3");
            assertThat(StepperPage.reading(browser)).isEqualTo(reading);
            browser.await("the same numbers", () -> numbers.equals(StepperPage.result(browser)));
        }
    }

    @Test
    void predictionsAreCounted() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            StepperPage.open(browser, SITE, "#step&it=0&ph=fw&op=0");
            browser.named("predict-first").click();
            for (int i = 1; i <= 3; i++) {
                browser.named("step-forward").click();
                assertThat(StepperPage.text(browser, "step-sentence")).startsWith("Predict:");
                browser.driver()
                        .findElement(By.cssSelector("[data-option='0']"))
                        .click();
                assertThat(StepperPage.text(browser, "predict-score")).endsWith(" of " + i + " right");
                assertThat(StepperPage.text(browser, "step-sentence")).doesNotStartWith("Predict:");
            }
            assertThat(browser.script("return localStorage.getItem('nabla.stepper.score');"))
                    .endsWith("/3");
        }
    }

    @Test
    void aNoteRidesAlongAsText() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            StepperPage.open(browser, SITE, "#step&it=0&ph=fw&op=1&note=%3Cb%3Elook%3C/b%3E%2050%2525%20%2526%20more");
            assertThat(StepperPage.text(browser, "link-note")).isEqualTo("<b>look</b> 50% & more");
            StepperPage.press(browser, Keys.ARROW_RIGHT);
            browser.await("the link", () -> browser.address().contains("op=2"));
            assertThat(browser.address()).endsWith("&note=%3Cb%3Elook%3C/b%3E%2050%2525%20%2526%20more&device=simd");
        }
    }

    @Test
    void whatAStepTakesLeadsToTheStepThatMadeIt() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(1440, 900);
            StepperPage.open(browser, SITE, "#step&it=0&ph=bw&op=2");
            browser.driver()
                    .findElement(By.cssSelector("#stepper-sources .gradient canvas[tabindex]"))
                    .click();
            assertThat(browser.driver().findElement(By.id("stepper-maker")).getText())
                    .isEqualTo("gradient of fc4 was made by LogSoftmaxBackward0 (Backward 2 of 21).");
            browser.named("to-maker").click();
            assertThat(StepperPage.text(browser, "step-op")).startsWith("LogSoftmaxBackward0");
            assertThat(browser.named("to-maker").isDisplayed()).isFalse();
        }
    }
}
