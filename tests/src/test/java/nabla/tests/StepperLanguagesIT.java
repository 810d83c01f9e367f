package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.RunningSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The step-through for everyone: in each of its languages, light and dark, on a desk and on a phone. */
final class StepperLanguagesIT {
    private static final String LESSON = "lessons/train-mnist?device=simd";

    @RegisterExtension
    static final RunningSite SITE = RunningSite.withDatasets();

    /** Which heads of the tape, each a single word, take not one line. */
    private static final String BROKEN_HEADS = """
            return [...document.querySelectorAll('#stepper-tape thead th')].filter(head => {
              const words = document.createRange();
              words.selectNodeContents(head);
              return new Set([...words.getClientRects()].map(line => line.top)).size !== 1;
            }).map(head => head.textContent).join();
            """;

    /** The first catalog stands after English; the keys of a list change the choice. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void speaksGermanAndChinese(String theme) throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(1440, 900);
            StepperPage.open(browser, SITE, "#step&it=0&ph=bw&op=2");
            StepperPage.dress(browser, theme);
            browser.await(
                    "a proof", () -> StepperPage.text(browser, "gradient-check").contains("numeric"));
            String english = StepperPage.text(browser, "step-sentence");
            String chosen = StepperPage.reading(browser);
            choose(browser, Keys.ARROW_DOWN, "de");
            assertThat(StepperPage.text(browser, "step-sentence")).contains("Der Gradient geht an den Bias");
            assertThat(StepperPage.text(browser, "step-phase")).startsWith("Rückwärts 3 von ");
            assertThat(StepperPage.text(browser, "step-op")).isEqualTo("AddmmBackward0 · fc4");
            assertThat(StepperPage.text(browser, "step-play")).isEqualTo("Abspielen");
            assertThat(StepperPage.attribute(browser, "step-forward", "aria-label"))
                    .isEqualTo("Einen Schritt vor");
            assertThat(StepperPage.text(browser, "gradient-check")).contains("numerisch", "✓");
            assertThat(StepperPage.text(browser, "view-tape")).contains("gemerkt");
            assertThat(StepperPage.reading(browser)).isEqualTo(chosen.replace(" to ", " bis "));
            inspect(browser, theme + "-de");
            browser.driver().navigate().refresh();
            StepperPage.awaitReady(browser);
            StepperPage.dress(browser, theme);
            browser.await(
                    "German again",
                    () -> StepperPage.attribute(browser, "stepper", "lang").equals("de"));
            assertThat(StepperPage.text(browser, "step-phase")).startsWith("Rückwärts 3 von ");
            choose(browser, Keys.ARROW_DOWN, "zh");
            assertThat(StepperPage.text(browser, "step-sentence")).contains("梯度传给偏置");
            assertThat(StepperPage.text(browser, "step-phase")).startsWith("反向 3/");
            assertThat(StepperPage.text(browser, "step-play")).isEqualTo("播放");
            inspect(browser, theme + "-zh");
            choose(browser, Keys.HOME, "en");
            assertThat(StepperPage.text(browser, "step-sentence")).isEqualTo(english);
            assertThat(StepperPage.text(browser, "step-play")).isEqualTo("Play");
            assertThat(StepperPage.attribute(browser, "step-forward", "aria-label"))
                    .isEqualTo("A step forward");
            assertThat(browser.problems()).isEmpty();
        }
    }
    /** Chooses a language by this key. */
    private static void choose(Browser browser, Keys key, String language) {
        browser.named("stepper-language").sendKeys(key);
        browser.await(
                language,
                () -> StepperPage.attribute(browser, "stepper", "lang").equals(language));
    }
    /** No fault, and nothing too wide, on a desk and on a phone. */
    private static void inspect(Browser browser, String name) throws IOException {
        for (int[] size : new int[][] {{390, 844}, {1440, 900}}) {
            browser.viewport(size[0], size[1]);
            browser.screenshot("stepper-" + name + "-" + size[0]);
            assertThat(Accessibility.violations(browser)).as(name).isEmpty();
            int wide = Integer.parseInt(browser.script("return document.documentElement.scrollWidth;"));
            assertThat(wide).as(name).isLessThanOrEqualTo(size[0]);
            if (size[0] < 900) {
                browser.driver().findElement(By.id("tab-tape")).click();
            }
            assertThat(browser.script(BROKEN_HEADS)).as(name).isEmpty();
        }
    }

    /** The iteration that is waited for lies far ahead, and never comes. */
    @Test
    void saysInGermanThatTheRunWasStopped() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, SITE.at(LESSON));
            page.type("epochs", "50");
            page.start("run");
            page.press("step");
            StepperPage.awaitReady(browser);
            choose(browser, Keys.ARROW_DOWN, "de");
            WebElement iteration = browser.named("iteration");
            iteration.clear();
            iteration.sendKeys("40000", Keys.ENTER);
            WebElement waiting = browser.driver().findElement(By.id("stepper-waiting-text"));
            browser.await("the way there", () -> waiting.getText().contains("40000"));
            browser.script("nablaLab('send', {type: 'stop'});");
            browser.await("the end of the run", () -> waiting.getText().startsWith("Angehalten nach "));
            assertThat(waiting.getText()).endsWith(" Schritten.");
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void staysEnglishWhenACatalogDoesNotCome() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            StepperPage.open(browser, SITE, "#step&it=0&ph=bw&op=2");
            String english = StepperPage.text(browser, "step-sentence");
            browser.script("window.fetch = function () { return Promise.reject(new Error('no network')); };");
            browser.named("stepper-language").sendKeys(Keys.ARROW_DOWN);
            browser.await(
                    "the reason",
                    () -> browser.driver()
                            .findElement(By.id("stepper-language-note"))
                            .getText()
                            .equals("Deutsch did not come: no network"));
            assertThat(StepperPage.text(browser, "step-sentence")).isEqualTo(english);
            assertThat(browser.property("stepper-language", "value")).isEqualTo("en");
            assertThat(browser.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNoFault(String theme) throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(1440, 900);
            StepperPage.open(browser, SITE, "#step&it=0&ph=bw&op=2");
            StepperPage.dress(browser, theme);
            for (Keys key : new Keys[] {Keys.ARROW_RIGHT, Keys.HOME, Keys.END}) {
                StepperPage.press(browser, key);
                browser.screenshot("stepper-" + theme + "-" + key.name());
                assertThat(Accessibility.violations(browser))
                        .as(theme + " after " + key.name())
                        .isEmpty();
            }
            browser.viewport(390, 844);
            browser.screenshot("stepper-" + theme + "-phone");
            assertThat(Accessibility.violations(browser))
                    .as(theme + " on a phone")
                    .isEmpty();
            int wide = Integer.parseInt(browser.script("return document.documentElement.scrollWidth;"));
            assertThat(wide).isLessThanOrEqualTo(390);
        }
    }
}
