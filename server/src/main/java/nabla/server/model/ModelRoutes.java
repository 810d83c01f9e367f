package nabla.server.model;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import nabla.io.Json;
import nabla.server.http.Clients;
import nabla.server.http.Headers;
import nabla.server.http.PercentEncoding;
import nabla.server.http.Problem;
import nabla.server.http.RateLimit;
import nabla.server.http.Resource;
import org.jspecify.annotations.Nullable;

/** {@code /api/models}: save, describe, download, delete. */
public final class ModelRoutes {
    private static final int MAX_TITLE = 80;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final String BEARER = "Bearer ";

    private final Models models;
    private final RateLimit saves;
    private final Clients clients;
    private final Uploads uploads = new Uploads();

    public ModelRoutes(Models models, RateLimit saves, Clients clients) {
        this.models = models;
        this.saves = saves;
        this.clients = clients;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        Handler describe = this::describe;
        Handler download = this::download;
        routes.post("/api/models", this::save);
        routes.get("/api/models/{id}", describe);
        routes.head("/api/models/{id}", describe);
        routes.delete("/api/models/{id}", this::delete);
        routes.get("/api/models/{id}/file", download);
        routes.head("/api/models/{id}/file", download);
    }

    private void save(Context ctx) throws IOException {
        saves.take(clients.client(ctx));
        String title = title(ctx.header("X-Title"));
        String key = ctx.header("Idempotency-Key");
        if (key != null && !KEY.matcher(key).matches()) {
            throw Problem.of(
                    400, "idempotency-key", "An Idempotency-Key is 16 to 64 letters, digits, hyphens or underscores.");
        }
        Models.Saved saved = models.save(uploads.read(ctx), title, key);
        String url = "/m/" + saved.id();
        var reply = new LinkedHashMap<String, Json>();
        reply.put("id", Json.of(saved.id()));
        reply.put("url", Json.of(url));
        reply.put("editSecret", Json.of(saved.editSecret()));
        reply.put("sha256", Json.of(saved.sha256()));
        ctx.status(201);
        ctx.header("Location", url);
        ctx.header("Cache-Control", "no-store");
        ctx.contentType("application/json").result(Json.object(reply).toString());
    }

    private static String title(@Nullable String header) {
        if (header == null) {
            return "";
        }
        String title = PercentEncoding.decode(header, StandardCharsets.UTF_8);
        if (title == null || !Text.isPlain(title.strip(), MAX_TITLE)) {
            throw Problem.of(
                    400,
                    "title",
                    "X-Title is percent-encoded UTF-8, one line of at most " + MAX_TITLE
                            + " characters, without control or direction marks.");
        }
        return title.strip();
    }

    private void describe(Context ctx) throws IOException {
        Model model = models.find(ctx.pathParam("id"));
        Map<String, Json> reply = new LinkedHashMap<>();
        reply.put("id", Json.of(model.id()));
        reply.put("url", Json.of("/m/" + model.id()));
        reply.put("title", Json.of(model.title()));
        reply.put("created", Json.of(model.created().toString()));
        reply.put("parent", model.parent() == null ? Json.nothing() : Json.of(model.parent()));
        reply.put("architecture", Json.parse(model.architecture()));
        reply.put("training", Json.parse(model.training()));
        reply.put("sha256", Json.of(model.sha256()));
        reply.put("size", Json.of(model.size()));
        reply.put("file", Json.of("/api/models/" + model.id() + "/file"));
        Headers.allowReading(ctx);
        Resource.text("application/json", Json.object(reply).toString()).send(ctx, Resource.REVALIDATE);
    }

    private void download(Context ctx) throws IOException {
        Model model = models.find(ctx.pathParam("id"));
        Headers.allowReading(ctx);
        ctx.header("Content-Disposition", "attachment; filename=\"nabla-" + model.id() + ".safetensors\"");
        Resource.of("application/octet-stream", model.sha256(), models.content(model))
                .send(ctx, Resource.IMMUTABLE);
    }

    private void delete(Context ctx) {
        String authorization = ctx.header("Authorization");
        boolean bearer = authorization != null && authorization.startsWith(BEARER);
        models.delete(
                ctx.pathParam("id"),
                bearer ? authorization.substring(BEARER.length()).trim() : null);
        ctx.status(204);
    }
}
