package nabla.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A headless Firefox with a fresh profile, listening for Marionette. */
final class Firefox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Free ports, and no talk with the outside: no updates, studies, reports or first-run pages. */
    private static final List<String> PREFERENCES = List.of(
            "user_pref('marionette.port', 0);",
            "user_pref('app.normandy.enabled', false);",
            "user_pref('app.update.disabledForTesting', true);",
            "user_pref('browser.aboutwelcome.enabled', false);",
            "user_pref('browser.safebrowsing.update.enabled', false);",
            "user_pref('browser.startup.page', 0);",
            "user_pref('datareporting.policy.dataSubmissionEnabled', false);",
            "user_pref('network.captive-portal-service.enabled', false);",
            "user_pref('network.connectivity-service.enabled', false);",
            "user_pref('services.settings.server', 'data:,#none');",
            "user_pref('toolkit.telemetry.enabled', false);");

    private final TemporaryFolder profile;
    private final Process process;
    private final Marionette marionette;

    /**
     * Starts the program and waits until it listens.
     *
     * @throws IllegalStateException if it ends or does not listen within a minute; the message holds its output
     */
    Firefox(Path program) {
        try {
            profile = new TemporaryFolder("nabla-firefox");
            Files.write(profile.path().resolve("user.js"), PREFERENCES);
            Path output = profile.path().resolve("output.txt");
            process = new ProcessBuilder(
                            program.toString(),
                            "--headless",
                            "--no-remote",
                            "--profile",
                            profile.path().toString(),
                            "--marionette",
                            "--remote-debugging-port",
                            "0")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            marionette = new Marionette(awaitPort(output));
        } catch (IOException e) {
            throw new UncheckedIOException(program + " could not be started.", e);
        }
    }

    Marionette marionette() {
        return marionette;
    }

    private int awaitPort(Path output) throws IOException {
        Path file = profile.path().resolve("MarionetteActivePort");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            String port = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!port.isEmpty()) {
                return Integer.parseInt(port);
            }
            pause();
        }
        process.destroyForcibly();
        throw new IllegalStateException("Firefox does not listen. It said:\n" + Files.readString(output));
    }

    private void pause() {
        try {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Firefox started.", e);
        }
    }

    @Override
    public void close() throws IOException {
        marionette.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        profile.close();
    }
}
