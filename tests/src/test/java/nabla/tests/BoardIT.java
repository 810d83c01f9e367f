package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.RunningSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The training board as a person sees it: rows that fill while a network is trained, and alarms when it is sick. */
final class BoardIT {
    private static final Duration SHORT = Duration.ofSeconds(60);

    @RegisterExtension
    static final RunningSite SITE = RunningSite.withDatasets();

    private static LabPage run(Browser browser, String mistake, String device) {
        LabPage page = new LabPage(browser, SITE.at("lessons/when-training-fails?device=" + device));
        page.choose("case", mistake);
        page.start("run");
        return page;
    }

    private static List<String> alarms(Browser browser) {
        return browser.all("alarm").stream()
                .map(alarm -> alarm.getDomAttribute("data-kind"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "vanishing, VANISHING, VANISHING, CHROMIUM",
        "exploding, EXPLODING, EXPLODING NOT_A_NUMBER, CHROMIUM",
        "dead, DEAD, DEAD, FIREFOX",
        "learning-rate, LEARNING_RATE, EXPLODING LEARNING_RATE NOT_A_NUMBER, CHROMIUM",
        "accumulating, ACCUMULATING, ACCUMULATING DEAD EXPLODING NOT_A_NUMBER, CHROMIUM",
    })
    void sickTrainingRaisesItsAlarm(String mistake, String kind, String all, BrowserKind with) throws IOException {
        try (Browser browser = with.open()) {
            LabPage page = run(browser, mistake, "simd");
            page.awaitDone();
            assertThat(alarms(browser)).containsExactlyInAnyOrder(all.split(" "));
            WebElement alarm =
                    browser.driver().findElement(By.cssSelector("[data-testid=alarm][data-kind=" + kind + "]"));
            assertThat(alarm.getText()).contains("iteration", "Cause: ", "Cure: ");
            assertThat(alarm.findElement(By.tagName("a")).getDomAttribute("href"))
                    .matches("#step&it=[0-9]+");
            int count = all.split(" ").length;
            assertThat(page.text("board-state")).isEqualTo(count == 1 ? "1 alarm" : count + " alarms");
            browser.screenshot("board-" + mistake);
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void healthyTrainingRaisesNone() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = run(browser, "healthy", "simd");
            page.awaitDone();
            assertThat(alarms(browser)).isEmpty();
            assertThat(page.text("board-state")).isEqualTo("no alarm");
            assertThat(browser.all("board-row"))
                    .extracting(row -> row.getDomAttribute("data-layer"))
                    .containsExactly("fc1", "fc2", "fc3", "fc4", "fc5", "fc6", "fc7", "fc8", "fc9");
            assertThat(browser.named("board-row").getText()).contains("norm ", "% zero");
            browser.screenshot("board-healthy");
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void graphicsCardsAreWatchedToo() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = run(browser, "dead", "webgpu");
            browser.await("an alarm", SHORT, () -> alarms(browser).contains("DEAD"));
            page.press("stop");
            page.awaitState(SHORT, "idle", "done");
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void rowsAreSortedAndTheTableSaysTheSame() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = run(browser, "vanishing", "simd");
            page.awaitDone();
            page.choose("board-sort", "gradient");
            browser.await(
                    "the last layer comes first",
                    () -> "fc9".equals(browser.all("board-row").get(0).getDomAttribute("data-layer")));
            WebElement table = browser.named("board-table");
            table.findElement(By.tagName("summary")).click();
            browser.await(
                    "the table is filled",
                    () -> table.findElements(By.cssSelector("tr")).size() == 10);
            assertThat(table.findElements(By.cssSelector("th[scope=row]"))
                            .get(0)
                            .getText())
                    .isEqualTo("fc9");
            assertThat(table.findElements(By.cssSelector("th[scope=col]"))).hasSize(8);
        }
    }

    /** What a screen reader and a keyboard need, and that nothing sticks out of a phone. */
    @Test
    void boardIsThereForEveryone() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.driver().manage().window().setSize(new org.openqa.selenium.Dimension(390, 844));
            LabPage page = run(browser, "exploding", "simd");
            page.awaitDone();
            assertThat(browser.named("board-alarms").getDomAttribute("role")).isEqualTo("alert");
            assertThat(browser.named("board-alarms").getDomAttribute("aria-live"))
                    .isEqualTo("polite");
            for (WebElement row : browser.all("board-row")) {
                assertThat(row.getDomAttribute("aria-label")).startsWith(row.getDomAttribute("data-layer"));
            }
            browser.named("board-table").findElement(By.tagName("summary")).click();
            assertThat(browser.script("""
                    const board = document.getElementById('board');
                    const bad = [...board.querySelectorAll('canvas:not([aria-hidden])')].map(c => 'canvas');
                    for (const field of board.querySelectorAll('select, input')) if (!field.labels.length) bad.push(field.outerHTML);
                    for (const id of new Set([...document.querySelectorAll('[id]')].map(e => e.id)))
                      if (document.querySelectorAll('#' + CSS.escape(id)).length > 1) bad.push('twice: ' + id);
                    if (board.scrollWidth > board.clientWidth + 1) bad.push('wider than its card');
                    if (document.documentElement.scrollWidth > innerWidth) bad.push('wider than the screen');
                    return bad.join('; ');""")).isEqualTo("");
            browser.screenshot("board-phone");
        }
    }

    @Test
    void foldedBoardStillSaysThatSomethingIsWrong() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, SITE.at("lessons/train-mnist?device=simd"));
            assertThat(browser.named("board").getDomAttribute("open")).isNull();
            page.choose("optimizer", "sgd");
            page.type("learning-rate", "10");
            page.type("epochs", "1");
            page.type("batch-size", "500");
            page.start("run");
            page.awaitDone();
            assertThat(page.text("board-state")).matches("[0-9] alarms?");
        }
    }

    /** The products of large weights are beyond float32, though not beyond the replay's float64. */
    @Test
    void anAlarmLeadsToTheOperationThatMadeTheFirstThatIsNoNumber() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = run(browser, "learning-rate", "simd");
            page.awaitDone();
            WebElement alarm = browser.driver().findElement(By.cssSelector("[data-kind=NOT_A_NUMBER]"));
            assertThat(alarm.getText())
                    .contains("At iteration 6", "in the forward pass it shows first in fc5 (Linear)");
            alarm.findElement(By.tagName("a")).click();
            StepperPage.awaitReady(browser);
            WebElement note = browser.driver().findElement(By.id("stepper-note"));
            browser.await("the operation", SHORT, () -> note.getText().startsWith("Stopped at"));
            assertThat(note.getText()).isEqualTo("Stopped at addmm: fc5 has cells that float32 has no number for.");
            assertThat(StepperPage.text(browser, "step-op")).isEqualTo("addmm · fc5");
            browser.await(
                    "a number above 3.4e38",
                    () -> browser.driver()
                            .findElement(By.id("stepper-result"))
                            .getText()
                            .endsWith("e39"));
            browser.screenshot("board-not-a-number");
            assertThat(browser.problems()).isEmpty();
        }
    }
}
