package nabla.tests;

import nabla.tests.harness.Browser;
import nabla.tests.harness.RunningSite;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The step-through in a browser: opened, read and driven by keys. */
final class StepperPage {
    static final String LESSON = "lessons/train-mnist?device=simd";

    private StepperPage() {}

    /** Opens the lesson at this fragment and waits until an iteration is shown. */
    static void open(Browser browser, RunningSite site, String fragment) {
        browser.go(site.at(LESSON + fragment));
        awaitReady(browser);
    }

    static void awaitReady(Browser browser) {
        browser.await("an iteration", () -> "ready".equals(attribute(browser, "stepper", "data-state")));
    }

    static String attribute(Browser browser, String name, String attribute) {
        return String.valueOf(browser.named(name).getDomAttribute(attribute));
    }

    static String text(Browser browser, String name) {
        return browser.named(name).getText().strip();
    }

    static void press(Browser browser, CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    static void pressShifted(Browser browser, Keys key) {
        new Actions(browser.driver())
                .keyDown(Keys.SHIFT)
                .sendKeys(key)
                .keyUp(Keys.SHIFT)
                .perform();
    }

    static String reading(Browser browser) {
        return browser.named("view-numbers")
                .findElement(By.cssSelector(".reading-line"))
                .getText();
    }

    static String result(Browser browser) {
        return browser.driver().findElement(By.id("stepper-result")).getText();
    }

    static void dress(Browser browser, String theme) {
        browser.script(
                "document.documentElement.dataset.theme = arguments[0];dispatchEvent(new Event('nabla-theme'));",
                theme);
    }
}
