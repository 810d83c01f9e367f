package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import nabla.server.http.Compression;
import nabla.tests.harness.Project;
import org.junit.jupiter.api.Test;

/** What a visitor downloads stays small, packed as the server packs it. */
final class SizeIT {
    private static final Path SITE = Project.root().resolve("web/target/site");

    @Test
    void theWorkerIsSmall() throws IOException {
        assertThat(packed(SITE, "worker.wasm")).isBetween(1, 258_000);
    }

    /** The conformance suite calls all that the engine has, on both backends; its cases are files beside it. */
    @Test
    void aProgramOfTheWholeEngineIsSmall() throws IOException {
        assertThat(packed(ChecksPage.folder(), "conformance.wasm")).isBetween(1, 224_000);
    }

    /** All that comes before a lesson's first step, but for its text, its letters and its data. */
    @Test
    void aLessonIsReadySoon() throws IOException {
        assertThat(packed(
                        SITE,
                        "worker.wasm",
                        "app.wasm",
                        "classes.wasm-runtime.js",
                        "app.js",
                        "worker.js",
                        "simd.js",
                        "theme.js",
                        "style.css",
                        "letters.css",
                        "controls.css",
                        "lab.css",
                        "stepper.css"))
                .isBetween(1, 322_000);
    }

    /** All that comes before the bench page's first step; FirstPartIT sees that the rest does not. */
    @Test
    void theBenchPageIsReadySooner() throws IOException {
        for (String program : new String[] {"bench-simd.wasm", "bench-webgpu.wasm"}) {
            assertThat(packed(
                            SITE,
                            program,
                            "classes.wasm-runtime.js",
                            "bench.js",
                            "worker.js",
                            "simd.js",
                            "theme.js",
                            "style.css",
                            "controls.css",
                            "bench.css",
                            "templates/page.html",
                            "templates/bench.html"))
                    .isBetween(1, program.contains("simd") ? 98_500 : 107_000);
        }
    }

    /** The bytes of all these files together, each packed by itself. */
    private static int packed(Path folder, String... files) throws IOException {
        int sum = 0;
        for (String file : files) {
            sum += Objects.requireNonNull(
                            Compression.brotli(Files.readAllBytes(folder.resolve(file))),
                            "this system has no native code of brotli")
                    .length;
        }
        System.out.println(files[0] + (files.length == 1 ? "" : " and " + (files.length - 1) + " more files") + ": "
                + sum + " bytes by brotli");
        return sum;
    }
}
