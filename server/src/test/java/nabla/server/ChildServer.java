package nabla.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The program itself, in a process of its own, as an operator starts it. */
final class ChildServer implements AutoCloseable {
    private static final String ADDRESS = "Nabla is at ";

    private final Process process;
    private final URI address;

    private ChildServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a process without waiting for what it says. */
    static Process launch(Path errors, String... arguments) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "nabla.server.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }

    /** Starts the server and waits for the line that tells its address. */
    static ChildServer start(Path errors, String... arguments) throws IOException {
        Process process = launch(errors, arguments);
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = Objects.requireNonNullElse(out.readLine(), "nothing");
        if (!line.startsWith(ADDRESS)) {
            process.destroyForcibly();
            throw new AssertionError("The server said " + line + "; its errors are in " + errors);
        }
        return new ChildServer(process, URI.create(line.substring(ADDRESS.length())));
    }

    URI address() {
        return address;
    }

    /** What {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop, as a system does; returns its status. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
