package nabla.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Timer;
import java.util.TimerTask;
import nabla.io.Json;
import nabla.server.dataset.DatasetException;
import nabla.server.dataset.DatasetRoutes;
import nabla.server.dataset.Datasets;
import nabla.server.http.Clients;
import nabla.server.http.Headers;
import nabla.server.http.Problem;
import nabla.server.http.RateLimit;
import nabla.server.model.FileContentStore;
import nabla.server.model.ModelRoutes;
import nabla.server.model.ModelStore;
import nabla.server.model.Models;
import nabla.server.model.SqliteModelStore;
import nabla.server.page.Lessons;
import nabla.server.page.Pages;
import nabla.server.site.AssetRoutes;
import nabla.server.site.Site;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server: its parts, wired by hand. */
final class NablaServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NablaServer.class);
    private static final int STOP_MILLISECONDS = 5000;
    private static final long MINUTE = 60_000;
    private static final int IDLE_MILLISECONDS = 15_000;

    private final Settings settings;
    private final DataDirectory data;
    private final ModelStore rows;
    private final Timer sweeper = new Timer("sweeper", true);
    private final Javalin javalin;

    private NablaServer(Settings settings, DataDirectory data, ModelStore rows, Datasets datasets, Site site)
            throws IOException {
        this.settings = settings;
        this.data = data;
        this.rows = rows;
        var models = new Models(rows, new FileContentStore(data.resolve("models")), settings.capacity());
        var pages = new Pages(site, Lessons.load(), models);
        var saves = new RateLimit(settings.savesPerHour(), System::nanoTime);
        var modelRoutes = new ModelRoutes(models, saves, new Clients(settings.behindProxy()));
        javalin = Javalin.create(config -> {
            configure(config, settings);
            new AssetRoutes(site).addTo(config.routes);
            new DatasetRoutes(datasets).addTo(config.routes);
            modelRoutes.addTo(config.routes);
            pages.addTo(config.routes);
            config.routes.get("/healthz", ctx -> ctx.result("alive"));
            // Javalin answers its own exceptions as plain text unless they are named.
            config.routes.exception(HttpResponseException.class, (e, ctx) -> fail(pages, e, ctx));
            config.routes.exception(Exception.class, (e, ctx) -> fail(pages, e, ctx));
        });
        sweeper.schedule(sweeping(models), MINUTE, 24 * 60 * MINUTE);
    }

    /**
     * Opens what the settings name and starts to listen.
     *
     * @throws IOException if a directory cannot be used
     * @throws DatasetException if a file of the datasets' directory is wrong
     */
    static NablaServer start(Settings settings) throws IOException, DatasetException {
        DataDirectory data = DataDirectory.open(settings.data());
        try {
            Datasets datasets = Datasets.open(settings.datasets(), data.resolve("datasets"), !settings.offline());
            Site site =
                    settings.site() == null ? Site.embedded(data.resolve("packed")) : Site.directory(settings.site());
            ModelStore rows = new SqliteModelStore(data.resolve("models.sqlite"));
            var server = new NablaServer(settings, data, rows, datasets, site);
            try {
                server.javalin.start();
                return server;
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (SQLException e) {
            data.close();
            throw new IOException("The database of models in " + settings.data() + " cannot be opened.", e);
        } catch (IOException | DatasetException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static void configure(JavalinConfig config, Settings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        // Replies are packed by Resource, once.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLISECONDS);
            server.insertHandler(new GracefulHandler());
        });
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
        config.routes.before(Headers::strict);
    }

    /**
     * The timeout belongs to the connection. As one of requests it would be given back to the connection when a reply
     * ends, which undoes the shorter one that Jetty sets while the server stops.
     */
    private static ServerConnector connector(Server server, HttpConfiguration http, Settings settings) {
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLISECONDS);
        return connector;
    }

    private static void fail(Pages pages, Exception exception, Context ctx) {
        Problem problem = problem(exception, ctx);
        if (ctx.res().isCommitted()) {
            LOG.debug("A reply to {} was cut off.", ctx.path(), exception);
            return;
        }
        if (problem.retryAfter() != null) {
            ctx.header("Retry-After", String.valueOf(problem.retryAfter()));
        }
        if (isPage(ctx.path())) {
            try {
                pages.error(ctx, problem);
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("The page of an error could not be made.", e);
            }
        }
        var document = new LinkedHashMap<String, Json>();
        problem.document().forEach((name, value) -> document.put(name, json(value)));
        ctx.status(problem.status());
        ctx.header("Cache-Control", "no-store");
        ctx.contentType("application/problem+json").result(Json.object(document).toString());
    }

    private static Problem problem(Exception exception, Context ctx) {
        if (exception instanceof Problem problem) {
            return problem;
        }
        if (exception instanceof HttpResponseException response) {
            String detail = response.getStatus() == 404
                    ? "There is nothing at this address."
                    : Problem.reason(response.getStatus()) + ".";
            return Problem.of(response.getStatus(), "http", detail);
        }
        if (exception instanceof HttpException http) {
            return Problem.of(http.getCode(), "http", Problem.reason(http.getCode()) + ".");
        }
        if (!ctx.res().isCommitted()) {
            LOG.error("{} {} failed.", ctx.method(), ctx.path(), exception);
        }
        return Problem.of(500, "internal", "The server made a mistake. It has been logged; try again later.");
    }

    private static Json json(Object value) {
        return value instanceof Integer number ? Json.of(number) : Json.of(String.valueOf(value));
    }

    private static boolean isPage(String path) {
        return !path.startsWith("/api/") && !path.startsWith("/data/") && !path.startsWith("/assets/");
    }

    private static TimerTask sweeping(Models models) {
        return new TimerTask() {
            @Override
            public void run() {
                try {
                    int removed = models.sweep();
                    if (removed > 0) {
                        LOG.info("Removed {} files that no model names.", removed);
                    }
                } catch (IOException | RuntimeException e) {
                    LOG.error("Unused files could not be removed.", e);
                }
            }
        };
    }

    /** The port that the server listens at. */
    int port() {
        return javalin.port();
    }

    /** The server's address for people. */
    String address() {
        return "http://" + settings.host() + ":" + port() + "/";
    }

    /** Lets requests that are under way finish, for at most five seconds, then stops. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.warn("What did not end within {} ms was cut off.", STOP_MILLISECONDS, e);
        }
        sweeper.cancel();
        rows.close();
        try {
            data.close();
        } catch (IOException e) {
            LOG.warn("The data directory could not be released.", e);
        }
    }
}
