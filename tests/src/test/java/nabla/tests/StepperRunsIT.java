package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.RunningSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The step-through and the run that it steps into: what pauses, goes on, is walked both ways, and what goes wrong. */
final class StepperRunsIT {
    private static final String LESSON = "lessons/train-mnist?device=simd";

    @RegisterExtension
    static final RunningSite SITE = RunningSite.withDatasets();

    @Test
    void aPausedRunIsSteppedIntoAndGoesOn() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, SITE.at(StepperPage.LESSON));
            page.type("epochs", "50");
            page.start("run");
            browser.await("some steps", () -> !Objects.equals(page.text("loss"), "–"));
            page.press("step");
            StepperPage.awaitReady(browser);
            assertThat(Integer.parseInt(browser.property("iteration", "value"))).isPositive();
            browser.driver().findElement(By.id("stepper-resume")).click();
            page.awaitState(Duration.ofSeconds(20), "running");
            page.press("stop");
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void aBreakpointStopsInTheNextIteration() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            StepperPage.open(browser, SITE, "#step&it=0");
            StepperPage.press(browser, "b", Keys.END);
            assertThat(StepperPage.text(browser, "step-phase")).startsWith("Step");
            browser.driver()
                    .findElement(By.cssSelector("#stepper-breakpoints summary"))
                    .click();
            browser.named("run-to-breakpoint").click();
            browser.await("the next iteration", () -> "1".equals(browser.property("iteration", "value")));
            assertThat(StepperPage.text(browser, "step-phase")).startsWith("zero_grad");
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
            StepperPage.open(browser, SITE, "#step&it=0");
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
            LabPage page = new LabPage(browser, SITE.at(StepperPage.LESSON));
            page.type("epochs", "50");
            page.start("run");
            page.press("step");
            StepperPage.awaitReady(browser);
            browser.script("nablaLab('send', {type: 'explain', request: 999, step: 9999, tensor: 0, cell: 0});"
                    + "nablaLab('send', {type: 'check', request: 999, tensor: 0, cell: 999999999});");
            WebElement note = browser.driver().findElement(By.id("stepper-note"));
            browser.await("an answer", () -> note.getText().contains("no such step, tensor or number"));
            assertThat(StepperPage.attribute(browser, "status", "data-state")).isEqualTo("paused");
            browser.driver().findElement(By.id("stepper-resume")).click();
            page.awaitState(Duration.ofSeconds(20), "running");
            page.press("stop");
            page.awaitState(Duration.ofSeconds(20), "idle");
        }
    }

    @Test
    void aStepThroughThatDoesNotComeIsToldAndAskedForAgain() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, SITE.at(StepperPage.LESSON));
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
            StepperPage.awaitReady(browser);
            assertThat(StepperPage.text(browser, "step-sentence")).isNotEmpty();
        }
    }

    @Test
    void theGpusGradientsAreThoseOfTheReplay() {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, SITE.at("lessons/train-mnist?device=webgpu"));
            page.type("epochs", "50");
            page.start("run");
            browser.await("some steps", () -> !Objects.equals(page.text("loss"), "–"));
            page.press("step");
            StepperPage.awaitReady(browser);
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
}
