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
    private static final int LIMIT = 300_000;

    @Test
    void theWorkerIsSmall() throws IOException {
        isSmall(Project.root().resolve("web/target/site/worker.wasm"));
    }

    /** The checks call all that the engine has. */
    @Test
    void aProgramOfTheWholeEngineIsSmall() throws IOException {
        isSmall(ChecksPage.folder().resolve("checks.wasm"));
    }

    private static void isSmall(Path program) throws IOException {
        byte[] packed = Objects.requireNonNull(
                Compression.brotli(Files.readAllBytes(program)), "this system has no native code of brotli");
        System.out.println(program.getFileName() + ": " + packed.length + " bytes by brotli");
        assertThat(packed).hasSizeBetween(1, LIMIT);
    }
}
