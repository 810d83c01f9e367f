package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.FolderServer;
import nabla.tests.harness.Project;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the program {@link nabla.tests.checks.BackendChecks} in the browsers; each of its checks is a test. */
final class BackendChecksIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TestFactory
    List<DynamicTest> webgpuInChromium() throws IOException {
        return run(BrowserKind.CHROMIUM, "webgpu");
    }

    @TestFactory
    List<DynamicTest> webgpuWithTheShadersOfRealGpusInChromium() throws IOException {
        return run(BrowserKind.CHROMIUM, "webgpu-cooperative");
    }

    @TestFactory
    List<DynamicTest> simdInChromium() throws IOException {
        return run(BrowserKind.CHROMIUM, "simd");
    }

    @TestFactory
    List<DynamicTest> simdInFirefox() throws IOException {
        return run(BrowserKind.FIREFOX, "simd");
    }

    private static List<DynamicTest> run(BrowserKind kind, String device) throws IOException {
        try (FolderServer server = new FolderServer(Project.root().resolve("tests/target/checks"));
                Browser browser = kind.open()) {
            browser.go(server.at("checks.html?device=" + device));
            browser.await(
                    "the end of the checks",
                    PATIENCE,
                    () -> "done".equals(browser.driver().getTitle()));
            int count = Integer.parseInt(browser.script("return self.results.length;"));
            assertThat(count).as("checks that ran").isGreaterThan(50);
            String notes = browser.script("return self.notes.join('\\n');");
            System.out.println(device + " in " + kind + ":\n" + notes);
            List<DynamicTest> tests = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = browser.script("return self.results[arguments[0]].name;", i);
                String problem = browser.script("return self.results[arguments[0]].problem;", i);
                tests.add(dynamicTest(name, () -> assertThat(problem).isEmpty()));
            }
            tests.add(dynamicTest(
                    "no error in the page", () -> assertThat(browser.problems()).isEmpty()));
            return tests;
        }
    }
}
