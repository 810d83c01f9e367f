package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import nabla.tests.harness.Browser;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** A page with a lab on it, used as a person uses it: by its buttons, fields and what it shows. */
final class LabPage {
    private static final Duration LOADING = Duration.ofMinutes(2);
    private static final Duration TRAINING = Duration.ofMinutes(5);

    private final Browser browser;

    /** Opens the page and waits until its program is ready. */
    LabPage(Browser browser, String address) {
        this.browser = browser;
        browser.go(address);
        awaitState(LOADING, "idle");
    }

    /** Types a number into a field, in place of what is there. */
    void type(String field, String value) {
        WebElement input = browser.named(field);
        input.clear();
        input.sendKeys(value);
        assertThat(browser.property(field, "value")).as(field).isEqualTo(value);
    }

    /** Picks the option of this value. */
    void choose(String field, String value) {
        new Select(browser.named(field)).selectByValue(value);
    }

    void press(String button) {
        browser.await(button + " can be pressed", () -> browser.named(button).isEnabled());
        browser.named(button).click();
    }

    /** Presses a button that starts a training, and waits until it runs. */
    void start(String button) {
        press(button);
        awaitState(LOADING, "running", "done");
    }

    void awaitDone() {
        awaitState(TRAINING, "done");
    }

    /** Waits for one of these states; an error fails at once, with what the page says. */
    void awaitState(Duration patience, String... states) {
        Set<String> wanted = Set.of(states);
        browser.await("state " + wanted, patience, () -> {
            WebElement status = browser.named("status");
            String state = status.getDomAttribute("data-state");
            boolean isBroken = browser.problems().stream().anyMatch(problem -> problem.startsWith("exception"));
            if (isBroken || "error".equals(state)) {
                throw new AssertionError("The page says: " + status.getText() + "; problems: " + browser.problems());
            }
            return wanted.contains(state);
        });
    }

    String text(String name) {
        return browser.named(name).getText().strip();
    }

    /** The number that an element shows; NaN where it shows none yet. */
    double number(String name) {
        String text = text(name).replace(",", "").replace("\u202f", "").replace("\u00a0", "");
        return text.matches("-?[0-9.]+(e-?[0-9]+)?") ? Double.parseDouble(text) : Double.NaN;
    }

    /** Presses Share and waits for the link. */
    String share() {
        press("share");
        browser.await("a link", () -> browser.all("share-link").size() == 1);
        return browser.property("share-link", "value");
    }

    /** Draws a one with the pointer and waits for what the network takes it for: a digit. */
    String drawOne() {
        WebElement canvas = browser.named("draw");
        int height = canvas.getSize().height;
        browser.script("arguments[0].scrollIntoView({block: 'center'});", canvas);
        Actions stroke = new Actions(browser.driver())
                .moveToElement(canvas, 0, -height / 3)
                .clickAndHold();
        for (int i = 0; i < 10; i++) {
            stroke.moveByOffset(0, height / 15);
        }
        stroke.release().perform();
        browser.await("a prediction", () -> text("prediction").matches("[0-9]"));
        return text("prediction");
    }
}
