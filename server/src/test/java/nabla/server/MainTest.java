package nabla.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path temporary;

    private record Result(int status, String out, String errors) {}

    private Result run(String... arguments) throws IOException, InterruptedException {
        Path errors = temporary.resolve("errors");
        Process process = ChildServer.launch(errors, arguments);
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.exitValue(), out, Files.readString(errors));
        } finally {
            process.destroyForcibly();
        }
    }

    private String[] arguments(String... more) {
        String[] all = new String[more.length + 6];
        String[] first = {
            "--port", "0", "--data", temporary.resolve("data").toString(), "--site", TestServer.FIXTURE.toString()
        };
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    @Test
    void standardOutputIsTheAddressAlone() throws Exception {
        Path errors = temporary.resolve("errors");
        Process process = ChildServer.launch(errors, arguments("--offline"));
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).matches("Nabla is at http://127\\.0\\.0\\.1:[1-9][0-9]*/");
            // Not Process.destroy, which closes the stream, too.
            process.toHandle().destroy();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aWrongDatasetStopsTheStartWithItsName() throws Exception {
        Path mnist = Files.createDirectories(temporary.resolve("datasets/mnist"));
        Path file = mnist.resolve("train-images-idx3-ubyte.gz");
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        Result result =
                run(arguments("--datasets", temporary.resolve("datasets").toString()));
        assertThat(result.status).isEqualTo(1);
        assertThat(result.out).isEmpty();
        assertThat(result.errors).isEqualTo("nabla: " + file + " is truncated: it ends too early.\n");
    }

    @Test
    void aDirectoryInUseIsNamed() throws Exception {
        Path data = temporary.resolve("data");
        try (var server = TestServer.in(data)) {
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            Result result = run(arguments("--offline"));
            assertThat(result.status).isEqualTo(1);
            assertThat(result.errors).contains("Another Nabla uses the data directory " + data);
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var server = TestServer.in(temporary.resolve("other"))) {
            Result result = run(
                    "--offline",
                    "--port",
                    String.valueOf(server.port()),
                    "--data",
                    temporary.resolve("data").toString(),
                    "--site",
                    TestServer.FIXTURE.toString());
            assertThat(result.errors).contains("nabla: Port already in use").contains(String.valueOf(server.port()));
            assertThat(result.status).isEqualTo(1);
        }
    }

    @Test
    void anUnknownOptionShowsTheOptions() throws Exception {
        Result result = run("--prot", "1");
        assertThat(result.status).isEqualTo(2);
        assertThat(result.errors)
                .contains("Unknown option")
                .contains("--datasets=DIR")
                .contains("--port");
    }
}
