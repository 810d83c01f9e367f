package nabla.tests.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packed server as a process of its own, on a free port, with an empty data folder. */
public final class SiteServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Nabla is at (http://127\\.0\\.0\\.1:\\d+/)");

    private final TemporaryFolder data;
    private final Process process;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final URI address;

    private SiteServer(List<String> options) throws IOException {
        Path jar = Project.root().resolve("server/target/nabla.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " does not exist. Build it first: ./mvnw -DskipTests package");
        }
        data = new TemporaryFolder("nabla-data");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "--port",
                "0",
                "--data",
                data.path().toString()));
        command.addAll(options);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        address = awaitAddress(reader);
        // An unread pipe would fill and stop the server.
        Thread drain = new Thread(() -> reader.lines().forEach(output::add), "output of the server");
        drain.setDaemon(true);
        drain.start();
    }

    /** Starts the server with the datasets of {@link Project#datasets()} where there are any. */
    public static SiteServer start() throws IOException {
        return start(Project.datasets()
                .map(folder -> List.of("--datasets", folder.toString()))
                .orElse(List.of()));
    }

    /** Starts the server with these further options. */
    public static SiteServer start(List<String> options) throws IOException {
        return new SiteServer(options);
    }

    /** The address of a path of the site, such as {@code lessons/train-mnist}. */
    public String at(String path) {
        return address.resolve(path).toString();
    }

    /** What the server has printed so far. */
    public String output() {
        return String.join("\n", List.copyOf(output));
    }

    private URI awaitAddress(BufferedReader reader) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.add(line);
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
        }
        throw new IllegalStateException("The server ended before it told its address. It said:\n" + output());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        data.close();
    }
}
