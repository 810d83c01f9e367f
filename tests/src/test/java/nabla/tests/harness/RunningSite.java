package nabla.tests.harness;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server for all tests of a class: a static field of it with {@code @RegisterExtension} starts and stops it. */
public final class RunningSite implements BeforeAllCallback, AfterAllCallback {
    private final @Nullable List<String> options;
    private @Nullable SiteServer server;

    private RunningSite(@Nullable List<String> options) {
        this.options = options;
    }

    /** A server with the datasets where there are any. */
    public static RunningSite withDatasets() {
        return new RunningSite(null);
    }

    /** A server with these options alone. */
    public static RunningSite with(String... options) {
        return new RunningSite(List.of(options));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = options == null ? SiteServer.start() : SiteServer.start(options);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Objects.requireNonNull(server, "the server was not started").close();
    }

    /** The address of a path of the site, such as {@code lessons/train-mnist}. */
    public String at(String path) {
        return Objects.requireNonNull(server, "the server was not started").at(path);
    }
}
