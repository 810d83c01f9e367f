package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.FolderServer;
import org.junit.jupiter.api.Test;

/** The course's biggest network trains in a browser, in less than 4 GiB. */
final class BigNetworkIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Test
    void simdTrainsTenSteps() throws IOException {
        try (FolderServer server = new FolderServer(ChecksPage.folder())) {
            ChecksPage.Report report =
                    new ChecksPage(server).run(BrowserKind.CHROMIUM, PATIENCE, "simd", "big-network", List.of());
            System.out.println("The big network on simd:\n" + report.notes());
            assertThat(report.results())
                    .isNotEmpty()
                    .allSatisfy(result -> assertThat(result.problem()).isEmpty());
            assertThat(report.problems()).isEmpty();
        }
    }
}
