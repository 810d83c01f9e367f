package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.RunningSite;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;

/** Every page of the site opens without an error in both browsers, and fits wide and narrow windows. */
final class SiteIT {
    @RegisterExtension
    static final RunningSite SITE = RunningSite.withDatasets();

    @ParameterizedTest
    @EnumSource(BrowserKind.class)
    void landingPageLeadsToTheLesson(BrowserKind kind) throws IOException {
        try (Browser browser = kind.open()) {
            browser.go(SITE.at(""));
            fits(browser, "home-" + kind);
            browser.driver()
                    .findElement(By.cssSelector("a[href='/lessons/train-mnist']"))
                    .click();
            browser.await("the lesson", () -> browser.address().endsWith("/lessons/train-mnist"));
            assertThat(browser.driver().findElement(By.tagName("h1")).getText()).contains("MNIST");
            assertThat(browser.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(BrowserKind.class)
    void lessonShowsItsProgramAndALabThatIsReady(BrowserKind kind) throws IOException {
        try (Browser browser = kind.open()) {
            LabPage page = new LabPage(browser, SITE.at("lessons/train-mnist"));
            assertThat(page.text("device-in-use")).isNotEmpty();
            assertThat(browser.named("run").isEnabled()).isTrue();
            assertThat(browser.driver().findElement(By.cssSelector("pre.java")).getText())
                    .contains("class TrainMnist", "loss.backward()");
            fits(browser, "lesson-" + kind);
            assertThat(browser.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(BrowserKind.class)
    void unknownPageSaysSo(BrowserKind kind) throws IOException {
        try (Browser browser = kind.open()) {
            browser.go(SITE.at("no-such-page"));
            fits(browser, "error-" + kind);
            assertThat(browser.driver().findElements(By.cssSelector("main a[href='/']")))
                    .isNotEmpty();
            assertThat(browser.problems())
                    .allMatch(problem -> problem.contains("404") && !problem.startsWith("exception"));
        }
    }

    /** Nothing must be scrolled to the side; a picture of each width is kept for a person to look at. */
    private static void fits(Browser browser, String name) throws IOException {
        for (int width : new int[] {380, 1280}) {
            browser.viewport(width, 900);
            browser.screenshot(name + "-" + width);
            int wide = Integer.parseInt(browser.script("return document.documentElement.scrollWidth;"));
            assertThat(wide).as("width of the page in a window of " + width).isLessThanOrEqualTo(width);
        }
    }
}
