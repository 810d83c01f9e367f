package nabla.server.site;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import nabla.server.http.Headers;
import nabla.server.http.Problem;
import nabla.server.http.Resource;

/** {@code /assets/...} and {@code /favicon.ico}. */
public final class AssetRoutes {
    /** The script whose own reply decides what the worker may do. */
    private static final String WORKER = "worker.js";

    private final Site site;

    public AssetRoutes(Site site) {
        this.site = site;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        Handler asset = ctx -> send(ctx, ctx.pathParam("name"));
        routes.get("/assets/<name>", asset);
        routes.head("/assets/<name>", asset);
        routes.get("/favicon.ico", ctx -> send(ctx, "favicon.ico"));
    }

    private void send(Context ctx, String name) throws IOException {
        Resource resource = site.files().asset(name);
        if (resource == null) {
            throw Problem.of(404, "unknown-asset", "The site has no file of this name.");
        }
        if (name.equals(WORKER)) {
            Headers.allowRuntime(ctx);
        }
        boolean versioned = resource.tag().equals(ctx.queryParam("v"));
        resource.send(ctx, versioned ? Resource.IMMUTABLE : Resource.REVALIDATE);
    }
}
