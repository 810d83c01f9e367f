package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nabla.conformance.Case;
import nabla.conformance.CaseFiles;
import nabla.conformance.DatasetFiles;
import nabla.conformance.Outcome;
import nabla.conformance.Summary;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.FolderServer;
import nabla.tests.harness.Project;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the engine in the browsers against what PyTorch answered. */
final class BrowserConformanceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final DatasetFiles DATASETS = DatasetFiles.find(Project.root());
    private static final List<Summary> SUMMARIES = new ArrayList<>();

    @AfterAll
    static void tell() {
        for (Summary summary : SUMMARIES) {
            System.out.print(summary.details());
        }
        for (Summary summary : SUMMARIES) {
            System.out.println(summary.line());
        }
    }

    @TestFactory
    List<DynamicTest> simdInChromium() throws IOException {
        return run(BrowserKind.CHROMIUM, "simd", "simd", true);
    }

    @TestFactory
    List<DynamicTest> simdInFirefox() throws IOException {
        return run(BrowserKind.FIREFOX, "simd", "simd in Firefox", true);
    }

    @TestFactory
    List<DynamicTest> webgpuInChromium() throws IOException {
        return run(BrowserKind.CHROMIUM, "webgpu", "webgpu", true);
    }

    /** All but the whole programs: on the tests' software adapter those take minutes with these shaders. */
    @TestFactory
    List<DynamicTest> webgpuWithTheShadersOfRealGpusInChromium() throws IOException {
        return run(BrowserKind.CHROMIUM, "webgpu-cooperative", "webgpu with real GPUs' shaders, no programs", false);
    }

    private static List<DynamicTest> run(BrowserKind kind, String device, String title, boolean programs)
            throws IOException {
        CaseFiles recorded = CaseFiles.find(Project.root());
        List<String> files = new ArrayList<>(recorded.names());
        if (!programs) {
            files.remove("programs");
        }
        List<String> arguments = new ArrayList<>();
        arguments.add(Files.isDirectory(DATASETS.folder()) ? "datasets" : "");
        arguments.add(String.valueOf(Boolean.getBoolean("nabla.wholeRuns")));
        arguments.addAll(files);
        try (FolderServer server = new FolderServer(ChecksPage.folder())
                .with(
                        "conformance/",
                        file -> Files.readAllBytes(recorded.folder().resolve(file)))
                .with("datasets/", BrowserConformanceIT::dataset)) {
            ChecksPage.Report report = new ChecksPage(server).run(kind, PATIENCE, device, "conformance", arguments);
            report.notes().lines().forEach(line -> System.out.println("conformance " + title + ": " + line));
            List<Case> cases = new ArrayList<>();
            for (String file : files) {
                cases.addAll(recorded.cases(file));
            }
            return tests(title, cases, report);
        }
    }

    private static byte[] dataset(String name) {
        int slash = name.indexOf('/');
        return DATASETS.read(name.substring(0, slash), name.substring(slash + 1));
    }

    private static List<DynamicTest> tests(String title, List<Case> cases, ChecksPage.Report report) {
        Summary summary = new Summary(title);
        SUMMARIES.add(summary);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            String name = cases.get(i).name();
            Outcome outcome = outcome(name, i, report);
            summary.add(name, outcome);
            tests.add(dynamicTest(name, () -> {
                Assumptions.assumeTrue(outcome.kind() != Outcome.Kind.SKIPPED, outcome.message());
                assertThat(outcome.message()).isEmpty();
            }));
        }
        tests.add(dynamicTest("no error in the page", () -> {
            assertThat(report.results()).hasSameSizeAs(cases);
            assertThat(report.problems()).isEmpty();
        }));
        return tests;
    }

    private static Outcome outcome(String name, int place, ChecksPage.Report report) {
        if (place >= report.results().size()
                || !report.results().get(place).name().equals(name)) {
            return Outcome.failed("it did not run, because the page had ended: " + report.problems());
        }
        ChecksPage.Result result = report.results().get(place);
        if (result.skipped()) {
            return Outcome.skipped(result.problem());
        }
        return result.problem().isEmpty() ? Outcome.passed() : Outcome.failed(result.problem());
    }
}
