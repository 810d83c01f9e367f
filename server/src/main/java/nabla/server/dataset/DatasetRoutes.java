package nabla.server.dataset;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import nabla.io.Json;
import nabla.server.http.Headers;
import nabla.server.http.Problem;
import nabla.server.http.Resource;

/** {@code /api/datasets/{name}} tells what there is, {@code /data/{name}/{file}} gives the bytes. */
public final class DatasetRoutes {
    private final Datasets datasets;

    public DatasetRoutes(Datasets datasets) {
        this.datasets = datasets;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        Handler describe = this::describe;
        Handler file = this::file;
        routes.get("/api/datasets/{name}", describe);
        routes.head("/api/datasets/{name}", describe);
        routes.get("/data/{name}/{file}", file);
        routes.head("/data/{name}/{file}", file);
    }

    private void describe(Context ctx) throws IOException {
        Dataset dataset = find(ctx);
        Map<String, Json> files = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            Dataset.File file = dataset.file(part);
            Map<String, Json> description = new LinkedHashMap<>();
            String url = "/data/" + dataset.name() + "/" + part.fileName() + "?v="
                    + file.resource().tag();
            description.put("url", Json.of(url));
            description.put("bytes", Json.of(file.bytes()));
            description.put("count", Json.of(file.count()));
            files.put(part.key(), Json.object(description));
        }
        Map<String, Json> reply = new LinkedHashMap<>();
        reply.put("name", Json.of(dataset.name()));
        reply.put("title", Json.of(dataset.title()));
        reply.put("note", Json.of(dataset.note()));
        reply.put("source", Json.of(dataset.source().name().toLowerCase(Locale.ROOT)));
        reply.put("classes", Json.array(dataset.classes().stream().map(Json::of).toList()));
        reply.put("files", Json.object(files));
        Headers.allowReading(ctx);
        Resource.text("application/json", Json.object(reply).toString()).send(ctx, Resource.REVALIDATE);
    }

    private void file(Context ctx) throws IOException {
        Dataset dataset = find(ctx);
        String name = ctx.pathParam("file");
        for (Part part : Part.values()) {
            // A dataset that could not be had is not served under its name: its address would lie.
            if (part.fileName().equals(name) && dataset.name().equals(ctx.pathParam("name"))) {
                Resource resource = dataset.file(part).resource();
                boolean versioned = resource.tag().equals(ctx.queryParam("v"));
                Headers.allowReading(ctx);
                resource.send(ctx, versioned ? Resource.IMMUTABLE : Resource.REVALIDATE);
                return;
            }
        }
        throw Problem.of(404, "unknown-file", "This server does not have that file.");
    }

    private Dataset find(Context ctx) throws IOException {
        try {
            Dataset dataset = datasets.find(ctx.pathParam("name"));
            if (dataset == null) {
                throw Problem.of(
                        404, "unknown-dataset", "There is no dataset of this name; there are mnist and fashion-mnist.");
            }
            return dataset;
        } catch (DatasetException e) {
            throw new IOException("A dataset that was kept is damaged.", e);
        }
    }
}
