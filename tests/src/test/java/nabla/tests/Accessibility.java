package nabla.tests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import nabla.tests.harness.Browser;
import org.openqa.selenium.JavascriptExecutor;

/** What axe-core finds fault with in an open page. */
final class Accessibility {
    private static final String RULES = rules();

    private Accessibility() {}

    /** The violations, each with the elements that it is about; empty if there are none. */
    static String violations(Browser browser) {
        JavascriptExecutor page = (JavascriptExecutor) browser.driver();
        page.executeScript("if (!window.axe) { " + RULES + " }");
        return String.valueOf(page.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {resultTypes: ['violations']}).then(
                  result => done(result.violations.map(violation => violation.id + ': '
                    + violation.nodes.slice(0, 3).map(node => node.html.slice(0, 150)).join(' | ')).join('\\n')),
                  error => done('axe-core failed: ' + error));
                """));
    }

    private static String rules() {
        try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError("axe.min.js cannot be read", unreadable);
        }
    }
}
