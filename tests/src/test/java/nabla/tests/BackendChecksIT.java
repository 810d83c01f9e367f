package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.FolderServer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the program {@link nabla.tests.checks.Program} in the browsers; each of its checks is a test. */
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
        try (FolderServer server = new FolderServer(ChecksPage.folder())) {
            ChecksPage.Report report = new ChecksPage(server).run(kind, PATIENCE, device, "checks", List.of());
            assertThat(report.results()).as("checks that ran").hasSizeGreaterThan(50);
            System.out.println(device + " in " + kind + ":\n" + report.notes());
            List<DynamicTest> tests = new ArrayList<>();
            for (ChecksPage.Result result : report.results()) {
                tests.add(dynamicTest(
                        result.name(), () -> assertThat(result.problem()).isEmpty()));
            }
            tests.add(dynamicTest(
                    "no error in the page", () -> assertThat(report.problems()).isEmpty()));
            return tests;
        }
    }
}
