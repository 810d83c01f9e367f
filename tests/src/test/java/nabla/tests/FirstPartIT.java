package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nabla.io.Json;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.Project;
import nabla.tests.harness.SiteServer;
import nabla.tests.harness.TemporaryFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bench page where the rests of its programs (nabla.web.split) cannot be had. */
final class FirstPartIT {
    private static TemporaryFolder folder;
    private static SiteServer server;

    @BeforeAll
    static void serveTheSiteWithoutTheRests() throws IOException {
        folder = new TemporaryFolder("nabla-first-parts");
        Path site = Project.root().resolve("web/target/site");
        try (Stream<Path> all = Files.walk(site)) {
            for (Path file :
                    all.filter(each -> !each.toString().endsWith("-rest.wasm")).toList()) {
                Path copy = folder.path().resolve(site.relativize(file));
                if (!Files.isDirectory(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
        server = SiteServer.start(List.of("--offline", "--site", folder.path().toString()));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        folder.close();
    }

    @ParameterizedTest
    @CsvSource({"CHROMIUM, simd", "CHROMIUM, webgpu", "FIREFOX, simd"})
    void theMlpTrainsWithoutTheRest(BrowserKind kind, String device) throws IOException {
        try (Browser browser = kind.open()) {
            browser.go(server.at("bench.html?device=" + device));
            for (String call : new String[] {"'load'", "'mlp-b10', {minMs: 50, reps: 1}"}) {
                Json result = BenchPageIT.bench(browser, call);
                assertThat(result.members())
                        .as(
                                "%s: if the rest is asked for, take what the first step calls out of web/src/main/split",
                                call)
                        .doesNotContainKey("failure");
            }
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void whatNeedsTheRestTellsThatItCouldNotBeLoaded() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.go(server.at("bench.html?device=simd"));
            Json told = BenchPageIT.bench(browser, "'lenet-b64', {firstOnly: true}");
            assertThat(told.get("failure").text()).contains("The rest of the program could not be loaded.");
        }
    }
}
