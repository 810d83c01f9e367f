package nabla.tests.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.bidi.browsingcontext.BrowsingContext;
import org.openqa.selenium.bidi.log.LogLevel;
import org.openqa.selenium.bidi.module.LogInspector;
import org.openqa.selenium.bidi.module.Network;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.FluentWait;

/** An open browser, with a record of everything that went wrong in it. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Silenced, or each start would warn of Chromium's debugging protocol, which is not used here. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final RemoteWebDriver driver;
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    @SuppressWarnings("resource") // these two end with the driver
    Browser(Supplier<RemoteWebDriver> starter) {
        driver = starter.get(); // only now, with Selenium silenced
        LogInspector log = new LogInspector(driver);
        log.onConsoleEntry(entry -> {
            if (entry.getLevel() == LogLevel.ERROR) {
                problems.add("console: " + entry.getText());
            }
        });
        log.onJavaScriptException(entry -> problems.add("exception: " + entry.getText()));
        new Network(driver).onResponseCompleted(response -> {
            if (response.getResponseData().getStatus() >= 400) {
                problems.add(response.getResponseData().getStatus() + ": "
                        + response.getResponseData().getUrl());
            }
        });
    }

    public WebDriver driver() {
        return driver;
    }

    /** Opens a page and waits until it is loaded. */
    public void go(String address) {
        driver.get(address);
    }

    /** The element whose {@code data-testid} is this name. */
    public WebElement named(String testId) {
        return driver.findElement(selector(testId));
    }

    /** All elements of this name, perhaps none. */
    public List<WebElement> all(String testId) {
        return driver.findElements(selector(testId));
    }

    /** What a property of a named element holds now. */
    public String property(String testId, String property) {
        return Objects.requireNonNull(named(testId).getDomProperty(property), property);
    }

    /** The address of the page that is open. */
    public String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    private static By selector(String testId) {
        return By.cssSelector("[data-testid='" + testId + "']");
    }

    /** Gives the page this many CSS pixels, as a telephone or a wide window does. */
    public void viewport(int width, int height) {
        new BrowsingContext(driver, driver.getWindowHandle()).setViewport(width, height);
    }

    /** What a JavaScript function body returns in the page. */
    public String script(String body, Object... arguments) {
        return String.valueOf(driver.executeScript(body, arguments));
    }

    /** Waits until something holds, for a minute at most. */
    public void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    /** Waits until something holds. The error, when it does not in time, tells what went wrong in the page. */
    public void await(String what, Duration patience, BooleanSupplier condition) {
        new FluentWait<>(condition)
                .withTimeout(patience)
                .pollingEvery(Duration.ofMillis(100))
                .withMessage(() -> what + ": not within " + patience.toSeconds() + " s; problems: " + problems())
                .until(BooleanSupplier::getAsBoolean);
    }

    /** Errors of the console, uncaught exceptions and failed requests since the browser was opened. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Keeps a picture of the window as target/screenshots/NAME.png, for a person to look at. */
    public void screenshot(String name) throws IOException {
        Path folder = Files.createDirectories(Project.root().resolve("tests/target/screenshots"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
