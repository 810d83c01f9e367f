package nabla.tests;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nabla.io.Json;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.FolderServer;
import nabla.tests.harness.Project;

/** The page that runs {@link nabla.tests.checks.Program}: a suite of checks on a backend of the browser. */
final class ChecksPage {
    private final FolderServer server;

    /**
     * What the page tells when it is done.
     *
     * @param results what came of each check, in order
     * @param notes sentences for people
     * @param problems errors of the page itself
     */
    record Report(List<Result> results, String notes, List<String> problems) {}

    /** What came of a check: the problem is empty if there was none, or the reason if it was skipped. */
    record Result(String name, String problem, boolean skipped) {}

    /** The page, served by a server whose root is {@link #folder}. */
    ChecksPage(FolderServer server) {
        this.server = server;
    }

    /** Returns where the page's files are. */
    static Path folder() {
        return Project.root().resolve("tests/target/checks");
    }

    /** Opens the page in a browser of its own and waits for its end. */
    Report run(BrowserKind kind, Duration patience, String device, String suite, List<String> arguments)
            throws IOException {
        StringBuilder address = new StringBuilder("checks.html?device=" + device + "&suite=" + suite);
        for (String argument : arguments) {
            address.append("&argument=").append(URLEncoder.encode(argument, StandardCharsets.UTF_8));
        }
        try (Browser browser = kind.open()) {
            browser.go(server.at(address.toString()));
            browser.await(
                    "the end of the " + suite,
                    patience,
                    () -> "done".equals(browser.driver().getTitle()));
            List<Result> results = new ArrayList<>();
            Json told = Json.parse(browser.script("return JSON.stringify(self.results);"));
            for (Json each : told.items()) {
                results.add(new Result(
                        each.get("name").text(),
                        each.get("problem").text(),
                        each.get("skipped").flag()));
            }
            String notes = browser.script("return self.notes.join('\\n');");
            return new Report(results, notes, browser.problems());
        }
    }
}
