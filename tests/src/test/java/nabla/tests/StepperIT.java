package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.SiteServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The step-through as a person goes through it: by keyboard, by links, in every view. */
final class StepperIT {
    private static final String LESSON = "lessons/train-mnist?device=simd";

    private static SiteServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = SiteServer.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    /** Opens the lesson at this fragment and waits until an iteration is shown. */
    private static void open(Browser browser, String fragment) {
        browser.go(server.at(LESSON + fragment));
        awaitReady(browser);
    }

    private static void awaitReady(Browser browser) {
        browser.await("an iteration", () -> "ready".equals(attribute(browser, "stepper", "data-state")));
    }

    private static String attribute(Browser browser, String name, String attribute) {
        return String.valueOf(browser.named(name).getDomAttribute(attribute));
    }

    private static String text(Browser browser, String name) {
        return browser.named(name).getText().strip();
    }

    private static void press(Browser browser, CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    private static void pressShifted(Browser browser, Keys key) {
        new Actions(browser.driver())
                .keyDown(Keys.SHIFT)
                .sendKeys(key)
                .keyUp(Keys.SHIFT)
                .perform();
    }

    @Test
    void keyboardGoesThroughAllPhasesAndBack() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            open(browser, "#step");
            Set<String> phases = new LinkedHashSet<>();
            Set<String> operations = new LinkedHashSet<>();
            String before = "";
            for (int i = 0; i < 200; i++) {
                assertThat(text(browser, "step-sentence")).isNotEmpty();
                String phase = text(browser, "step-phase");
                assertThat(phase).isNotEmpty();
                phases.add(phase.replaceFirst(" \\d+ of \\d+", ""));
                operations.add(text(browser, "step-op"));
                if (phase.equals(before) && phase.startsWith("Step")) {
                    break;
                }
                before = phase;
                press(browser, Keys.ARROW_RIGHT);
            }
            assertThat(phases).containsExactly("zero_grad", "Forward", "Loss", "Backward", "Step");
            assertThat(operations).contains("addmm · fc1", "AddmmBackward0 · fc4", "AccumulateGrad · fc1");
            press(browser, Keys.HOME);
            assertThat(text(browser, "step-phase")).startsWith("zero_grad");
            press(browser, Keys.END);
            assertThat(text(browser, "step-phase")).startsWith("Step");
            pressShifted(browser, Keys.ARROW_LEFT);
            pressShifted(browser, Keys.ARROW_LEFT);
            assertThat(text(browser, "step-phase")).startsWith("Backward 1");
            press(browser, "?");
            assertThat(browser.driver().findElement(By.id("stepper-keys")).isDisplayed())
                    .isTrue();
            press(browser, Keys.ESCAPE);
            assertThat(browser.named("stepper").isDisplayed()).isTrue();
            press(browser, Keys.ESCAPE);
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
            open(browser, "#step&it=0&ph=bw&op=2");
            assertThat(text(browser, "step-op")).isEqualTo("AddmmBackward0 · fc4");
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

    @Test
    void gradientsAreProved() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            open(browser, "#step&it=2&ph=bw&op=2");
            browser.await(
                    "a proof",
                    () -> !attribute(browser, "gradient-check", "data-relative-error")
                            .equals("null"));
            assertThat(Double.parseDouble(attribute(browser, "gradient-check", "data-relative-error")))
                    .isLessThan(1e-6);
            assertThat(text(browser, "gradient-check")).contains("autograd", "numeric", "✓");
        }
    }

    @Test
    void aLinkOpensTheSameCellInAnotherBrowser() {
        String link;
        String numbers;
        String reading;
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            open(browser, "#step&it=5&ph=bw&op=2&seed=3");
            WebElement picture = browser.named("view-numbers").findElement(By.cssSelector("canvas[tabindex]"));
            picture.sendKeys(Keys.ARROW_DOWN, Keys.ARROW_LEFT);
            browser.await("the numbers", () -> !result(browser).isEmpty());
            browser.await("the link", () -> browser.address().contains("cell="));
            String moved = reading(browser);
            browser.await(
                    "the link of the cell",
                    () -> browser.address()
                            .contains("cell="
                                    + moved.substring(1, moved.indexOf(']')).replace(" ", "")));
            link = browser.address();
            reading = moved;
            numbers = result(browser);
        }
        assertThat(link).contains("it=5").contains("ph=bw").contains("op=2").contains("seed=3");
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.go(link);
            awaitReady(browser);
            assertThat(browser.property("seed", "value")).isEqualTo("3");
            assertThat(reading(browser)).isEqualTo(reading);
            browser.await("the same numbers", () -> numbers.equals(result(browser)));
        }
    }

    private static String reading(Browser browser) {
        return browser.named("view-numbers")
                .findElement(By.cssSelector(".reading-line"))
                .getText();
    }

    private static String result(Browser browser) {
        return browser.driver().findElement(By.id("stepper-result")).getText();
    }

    @Test
    void predictionsAreCounted() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            open(browser, "#step&it=0&ph=fw&op=0");
            browser.named("predict-first").click();
            for (int i = 1; i <= 3; i++) {
                browser.named("step-forward").click();
                assertThat(text(browser, "step-sentence")).startsWith("Predict:");
                browser.driver()
                        .findElement(By.cssSelector("[data-option='0']"))
                        .click();
                assertThat(text(browser, "predict-score")).endsWith(" of " + i + " right");
                assertThat(text(browser, "step-sentence")).doesNotStartWith("Predict:");
            }
            assertThat(browser.script("return localStorage.getItem('nabla.stepper.score');"))
                    .endsWith("/3");
        }
    }

    @Test
    void aPausedRunIsSteppedIntoAndGoesOn() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, server.at(LESSON));
            page.type("epochs", "50");
            page.start("run");
            browser.await("some steps", () -> !Objects.equals(page.text("loss"), "–"));
            page.press("step");
            awaitReady(browser);
            assertThat(Integer.parseInt(browser.property("iteration", "value"))).isPositive();
            browser.driver().findElement(By.id("stepper-resume")).click();
            page.awaitState(Duration.ofSeconds(20), "running");
            page.press("stop");
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void aNoteRidesAlongAsText() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            open(browser, "#step&it=0&ph=fw&op=1&note=%3Cb%3Elook%3C/b%3E%2050%2525%20%2526%20more");
            assertThat(text(browser, "link-note")).isEqualTo("<b>look</b> 50% & more");
            press(browser, Keys.ARROW_RIGHT);
            browser.await("the link", () -> browser.address().contains("op=2"));
            assertThat(browser.address()).endsWith("&note=%3Cb%3Elook%3C/b%3E%2050%2525%20%2526%20more&device=simd");
        }
    }

    @Test
    void whatAStepTakesLeadsToTheStepThatMadeIt() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(1440, 900);
            open(browser, "#step&it=0&ph=bw&op=2");
            browser.driver()
                    .findElement(By.cssSelector("#stepper-sources .gradient canvas[tabindex]"))
                    .click();
            assertThat(browser.driver().findElement(By.id("stepper-maker")).getText())
                    .isEqualTo("gradient of fc4 was made by LogSoftmaxBackward0 (Backward 2 of 21).");
            browser.named("to-maker").click();
            assertThat(text(browser, "step-op")).startsWith("LogSoftmaxBackward0");
            assertThat(browser.named("to-maker").isDisplayed()).isFalse();
        }
    }

    @Test
    void aBreakpointStopsInTheNextIteration() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            open(browser, "#step&it=0");
            press(browser, "b", Keys.END);
            assertThat(text(browser, "step-phase")).startsWith("Step");
            browser.driver()
                    .findElement(By.cssSelector("#stepper-breakpoints summary"))
                    .click();
            browser.named("run-to-breakpoint").click();
            browser.await("the next iteration", () -> "1".equals(browser.property("iteration", "value")));
            assertThat(text(browser, "step-phase")).startsWith("zero_grad");
            assertThat(browser.driver().findElement(By.id("stepper-note")).getText())
                    .startsWith("Stopped at line");
        }
    }

    /** What all views show, as a number: their markup, and the pixels of the pictures in them. */
    private static final String STATE = """
            window.stepperState = async () => {
              const numbers = document.getElementById('stepper-numbers');
              const isComing = () => document.querySelector('#stepper-explanation.stale') || numbers.dataset.painting === 'true';
              while (isComing()) await new Promise(next => setTimeout(next, 5));
              let hash = 17;
              const add = word => { hash = Math.imul(hash ^ word, 16777619) ^ hash >>> 13; };
              const hashes = [];
              for (const name of ['code', 'graph', 'tape', 'numbers']) {
                const view = document.getElementById('view-' + name).cloneNode(true);
                view.querySelectorAll('[data-testid=gradient-check]').forEach(check => check.remove());
                for (const element of view.querySelectorAll('[class]')) { // their order means nothing
                  const classes = [...element.classList].sort().join(' ');
                  element.removeAttribute('class');
                  if (classes) element.dataset.classes = classes;
                }
                for (const letter of view.innerHTML) add(letter.charCodeAt(0));
                hashes.push(hash);
              }
              for (const canvas of numbers.querySelectorAll('canvas')) {
                const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                new Uint32Array(pixels.buffer).forEach(add);
              }
              const text = id => document.getElementById(id).textContent;
              return [text('stepper-phase'), text('stepper-op'), text('stepper-sentence'), ...hashes, hash].join(' | ');
            };
            """;

    @Test
    void scrubbingLandsWhereWalkingDoes() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(1440, 900);
            open(browser, "#step&it=0");
            browser.script(STATE);
            String length = browser.script("""
                    return (async () => {
                      const forward = document.querySelector('[data-testid=step-forward]');
                      const scrub = document.querySelector('[data-testid=step-scrub]');
                      window.walked = [await stepperState()];
                      while (walked.length <= Number(scrub.max)) {
                        forward.click();
                        walked.push(await stepperState());
                      }
                      return walked.length;
                    })();
                    """);
            assertThat(Integer.parseInt(length)).isEqualTo(44);
            assertThat(Integer.parseInt(browser.script("return new Set(walked).size;")))
                    .isEqualTo(44);
            Random random = new Random(5);
            for (int i = 0; i < 8; i++) {
                List<Integer> places = random.ints(25, 0, 44).boxed().toList();
                String strays = browser.script("""
                        const places = arguments[0];
                        return (async () => {
                          const scrub = document.querySelector('[data-testid=step-scrub]');
                          const strays = [];
                          for (const place of places) {
                            scrub.value = place;
                            scrub.dispatchEvent(new Event('input', {bubbles: true}));
                            const seen = await stepperState();
                            if (seen !== walked[place]) strays.push(place + ': ' + seen + ' is not ' + walked[place]);
                          }
                          return strays.join('; ');
                        })();
                        """, places);
                assertThat(strays).isEmpty();
            }
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void aQuestionWithoutAnAnswerDoesNotEndThePausedRun() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, server.at(LESSON));
            page.type("epochs", "50");
            page.start("run");
            page.press("step");
            awaitReady(browser);
            browser.script("nablaLab('send', {type: 'explain', request: 999, step: 9999, tensor: 0, cell: 0});"
                    + "nablaLab('send', {type: 'check', request: 999, tensor: 0, cell: 999999999});");
            WebElement note = browser.driver().findElement(By.id("stepper-note"));
            browser.await("an answer", () -> note.getText().contains("no such step, tensor or number"));
            assertThat(attribute(browser, "status", "data-state")).isEqualTo("paused");
            browser.driver().findElement(By.id("stepper-resume")).click();
            page.awaitState(Duration.ofSeconds(20), "running");
            page.press("stop");
            page.awaitState(Duration.ofSeconds(20), "idle");
        }
    }

    @Test
    void aStepThroughThatDoesNotComeIsToldAndAskedForAgain() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, server.at(LESSON));
            browser.script("""
                    const load = TeaVM.wasmGC.load;
                    TeaVM.wasmGC.load = (address, options) => {
                      if (!window.online && address.includes('stepper')) return Promise.reject(new Error('no network'));
                      return load(address, options);
                    };
                    """);
            page.press("step");
            WebElement notice = browser.driver().findElement(By.id("notice"));
            browser.await("the reason", () -> notice.getText().contains("no network"));
            assertThat(browser.named("stepper").isDisplayed()).isFalse();
            browser.script("window.online = true;");
            page.press("step");
            awaitReady(browser);
            assertThat(text(browser, "step-sentence")).isNotEmpty();
        }
    }

    @Test
    void theGpusGradientsAreThoseOfTheReplay() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, server.at("lessons/train-mnist?device=webgpu"));
            page.type("epochs", "50");
            page.start("run");
            browser.await("some steps", () -> !Objects.equals(page.text("loss"), "–"));
            page.press("step");
            awaitReady(browser);
            WebElement facts = browser.driver().findElement(By.id("stepper-facts"));
            browser.await("the comparison", () -> !"NaN".equals(facts.getDomAttribute("data-difference")));
            assertThat(Double.parseDouble(String.valueOf(facts.getDomAttribute("data-difference"))))
                    .isPositive()
                    .isLessThan(1e-3);
            browser.driver().findElement(By.id("stepper-resume")).click();
            page.awaitState(Duration.ofSeconds(20), "running");
            page.press("stop");
            assertThat(browser.problems()).isEmpty();
        }
    }

    /** The first catalog stands after English; the keys of a list change the choice. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void speaksGermanAndChinese(String theme) throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(1440, 900);
            open(browser, "#step&it=0&ph=bw&op=2");
            dress(browser, theme);
            browser.await("a proof", () -> text(browser, "gradient-check").contains("numeric"));
            String english = text(browser, "step-sentence");
            String chosen = reading(browser);
            choose(browser, Keys.ARROW_DOWN, "de");
            assertThat(text(browser, "step-sentence")).contains("Der Gradient geht an den Bias");
            assertThat(text(browser, "step-phase")).startsWith("Rückwärts 3 von ");
            assertThat(text(browser, "step-op")).isEqualTo("AddmmBackward0 · fc4");
            assertThat(text(browser, "step-play")).isEqualTo("Abspielen");
            assertThat(attribute(browser, "step-forward", "aria-label")).isEqualTo("Einen Schritt vor");
            assertThat(text(browser, "gradient-check")).contains("numerisch", "✓");
            assertThat(text(browser, "view-tape")).contains("gemerkt");
            assertThat(reading(browser)).isEqualTo(chosen.replace(" to ", " bis "));
            inspect(browser, theme + "-de");
            browser.driver().navigate().refresh();
            awaitReady(browser);
            dress(browser, theme);
            browser.await(
                    "German again", () -> attribute(browser, "stepper", "lang").equals("de"));
            assertThat(text(browser, "step-phase")).startsWith("Rückwärts 3 von ");
            choose(browser, Keys.ARROW_DOWN, "zh");
            assertThat(text(browser, "step-sentence")).contains("梯度传给偏置");
            assertThat(text(browser, "step-phase")).startsWith("反向 3/");
            assertThat(text(browser, "step-play")).isEqualTo("播放");
            inspect(browser, theme + "-zh");
            choose(browser, Keys.HOME, "en");
            assertThat(text(browser, "step-sentence")).isEqualTo(english);
            assertThat(text(browser, "step-play")).isEqualTo("Play");
            assertThat(attribute(browser, "step-forward", "aria-label")).isEqualTo("A step forward");
            assertThat(browser.problems()).isEmpty();
        }
    }

    /** Chooses a language by this key. */
    private static void choose(Browser browser, Keys key, String language) {
        browser.named("stepper-language").sendKeys(key);
        browser.await(language, () -> attribute(browser, "stepper", "lang").equals(language));
    }

    /** No fault, and nothing too wide, on a desk and on a phone. */
    private static void inspect(Browser browser, String name) throws IOException {
        for (int[] size : new int[][] {{390, 844}, {1440, 900}}) {
            browser.viewport(size[0], size[1]);
            browser.screenshot("stepper-" + name + "-" + size[0]);
            assertThat(Accessibility.violations(browser)).as(name).isEmpty();
            int wide = Integer.parseInt(browser.script("return document.documentElement.scrollWidth;"));
            assertThat(wide).as(name).isLessThanOrEqualTo(size[0]);
        }
    }

    @Test
    void staysEnglishWhenACatalogDoesNotCome() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            open(browser, "#step&it=0&ph=bw&op=2");
            String english = text(browser, "step-sentence");
            browser.script("window.fetch = function () { return Promise.reject(new Error('no network')); };");
            browser.named("stepper-language").sendKeys(Keys.ARROW_DOWN);
            browser.await(
                    "the reason",
                    () -> browser.driver()
                            .findElement(By.id("stepper-language-note"))
                            .getText()
                            .equals("Deutsch did not come: no network"));
            assertThat(text(browser, "step-sentence")).isEqualTo(english);
            assertThat(browser.property("stepper-language", "value")).isEqualTo("en");
            assertThat(browser.problems()).isEmpty();
        }
    }

    private static void dress(Browser browser, String theme) {
        browser.script(
                "document.documentElement.dataset.theme = arguments[0];dispatchEvent(new Event('nabla-theme'));",
                theme);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNoFault(String theme) throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.viewport(1440, 900);
            open(browser, "#step&it=0&ph=bw&op=2");
            dress(browser, theme);
            for (Keys key : new Keys[] {Keys.ARROW_RIGHT, Keys.HOME, Keys.END}) {
                press(browser, key);
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
