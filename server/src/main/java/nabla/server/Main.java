package nabla.server;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nabla.server.dataset.DatasetException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
        name = "nabla",
        mixinStandardHelpOptions = true,
        version = "Nabla 0.1.0",
        sortOptions = false,
        description = "Serves the site: lessons, datasets and saved models.")
public final class Main implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen at; 0.0.0.0 serves the network (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where models and fetched datasets are kept (default: .nabla in the home directory).")
    private Path data = Path.of(System.getProperty("user.home"), ".nabla");

    @Option(
            names = "--datasets",
            paramLabel = "DIR",
            description = "Folders mnist and fashion-mnist with IDX files, packed or not.")
    private @Nullable Path datasets;

    @Option(names = "--offline", description = "Never fetch datasets from the internet.")
    private boolean offline;

    @Option(
            names = "--site",
            paramLabel = "DIR",
            description = "Serve the site's files from here (for work on the site); changes show at once.")
    private @Nullable Path site;

    @Option(names = "--behind-proxy", description = "Believe X-Forwarded-For: only behind a proxy of your own.")
    private boolean behindProxy;

    @Option(
            names = "--saves-per-hour",
            paramLabel = "N",
            defaultValue = "600",
            description = "Models that one address may save in an hour (default: ${DEFAULT-VALUE}).")
    private int savesPerHour;

    @Option(
            names = "--capacity",
            paramLabel = "GIB",
            defaultValue = "10",
            description = "Room for all models together, in GiB (default: ${DEFAULT-VALUE}).")
    private int capacity;

    public static void main(String[] arguments) {
        int status = new CommandLine(new Main()).execute(arguments);
        // A server that started goes on in its own threads.
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        try {
            NablaServer server = NablaServer.start(new Settings(
                    host, port, data, datasets, site, offline, behindProxy, savesPerHour, (long) capacity << 30));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            System.out.println("Nabla is at " + server.address());
            System.out.flush();
            return 0;
        } catch (IOException | DatasetException | JavalinBindException e) {
            System.err.println("nabla: " + e.getMessage());
            return 1;
        }
    }
}
