package nabla.server.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nabla.io.Json;
import nabla.server.http.Headers;
import nabla.server.http.Problem;
import nabla.server.http.Resource;
import nabla.server.model.Model;
import nabla.server.model.Models;
import nabla.server.site.Site;
import nabla.server.site.SiteFiles;

/** The pages that people see: contents, lessons, models, the benchmark, and what went wrong. */
public final class Pages {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String RUNTIME = "classes.wasm-runtime.js";
    private static final String PROGRAM = "app.js";
    private static final String BENCH = "bench.html";

    /** The site's letters: as many bytes as the programs of the bench page, which goes without. */
    private static final String LETTERS = "letters.css";

    /** Pages that depend on nothing but the site's files, made once for each state of them. */
    private record Made(SiteFiles files, Map<String, Resource> pages) {}

    private final Site site;
    private final Lessons lessons;
    private final Models models;
    private volatile Made made;

    public Pages(Site site, Lessons lessons, Models models) {
        this.site = site;
        this.lessons = lessons;
        this.models = models;
        made = new Made(site.files(), new ConcurrentHashMap<>());
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/", this::home);
        routes.head("/", this::home);
        routes.get("/lessons/{name}", this::lesson);
        routes.head("/lessons/{name}", this::lesson);
        routes.get("/" + BENCH, this::bench);
        routes.head("/" + BENCH, this::bench);
        routes.get("/m/{id}", this::model);
        routes.head("/m/{id}", this::model);
    }

    private Map<String, Resource> pagesOf(SiteFiles files) {
        Made known = made;
        if (known.files != files) {
            known = new Made(files, new ConcurrentHashMap<>());
            made = known;
        }
        return known.pages;
    }

    private void home(Context ctx) throws IOException {
        SiteFiles files = site.files();
        pagesOf(files).computeIfAbsent("", key -> home(files)).send(ctx, Resource.REVALIDATE);
    }

    private Resource home(SiteFiles files) {
        var items = new StringBuilder();
        for (Lesson lesson : lessons.all()) {
            items.append("<li><a href=\"/lessons/")
                    .append(lesson.name())
                    .append("\"><strong>")
                    .append(Html.escape(lesson.title()))
                    .append("</strong><span>")
                    .append(Html.escape(lesson.description()))
                    .append("</span></a></li>\n");
        }
        String content = fill(files, "home.html", Map.of("lessons", items.toString()));
        return page(
                files,
                "Learn deep learning",
                "Learn deep learning by training real networks in your own browser.",
                content,
                styleSheet(files, LETTERS));
    }

    private void bench(Context ctx) throws IOException {
        SiteFiles files = site.files();
        pagesOf(files).computeIfAbsent(BENCH, key -> bench(files)).send(ctx, Resource.REVALIDATE);
    }

    private static Resource bench(SiteFiles files) {
        return page(
                files,
                "How fast does this browser train?",
                "Trains small networks in your own browser and shows how many steps they make in a second.",
                fill(files, BENCH, Map.of()),
                assets(files) + script(files, "bench.js", "async") + styleSheet(files, "bench.css"));
    }

    private void lesson(Context ctx) throws IOException {
        Lesson lesson = lessons.find(ctx.pathParam("name"));
        if (lesson == null) {
            throw Problem.of(404, "unknown-lesson", "There is no lesson of this name.");
        }
        SiteFiles files = site.files();
        Headers.allowRuntime(ctx);
        pagesOf(files)
                .computeIfAbsent(lesson.name(), key -> lesson(files, lesson))
                .send(ctx, Resource.REVALIDATE);
    }

    private Resource lesson(SiteFiles files, Lesson lesson) {
        var renderer = new LessonRenderer(lessons, name -> fill(files, "lab-" + name + ".html", Map.of()));
        String content = (lesson.hasLab() ? "<article class=\"wide beside\">\n" : "<article>\n")
                + renderer.render(lesson) + "</article>\n" + fill(files, "stepper.html", Map.of());
        return page(
                files, lesson.title(), lesson.description(), content, app(files) + styleSheet(files, "stepper.css"));
    }

    private void model(Context ctx) throws IOException {
        Model model = models.find(ctx.pathParam("id"));
        // A link is for those who were given it.
        ctx.header("X-Robots-Tag", "noindex");
        SiteFiles files = site.files();
        Headers.allowRuntime(ctx);
        String content = fill(files, "model.html", Map.of("id", model.id(), "title", model.title()));
        page(files, model.title(), model.summary() + " Draw for it, or train it further.", content, app(files))
                .send(ctx, Resource.REVALIDATE);
    }

    /** Answers with a page that says what went wrong. */
    public void error(Context ctx, Problem problem) throws IOException {
        SiteFiles files = site.files();
        String content = fill(
                files,
                "error.html",
                Map.of(
                        "status", String.valueOf(problem.status()),
                        "title", Problem.reason(problem.status()),
                        "message", problem.detail()));
        Headers.strict(ctx);
        page(files, Problem.reason(problem.status()), problem.detail(), content, styleSheet(files, LETTERS))
                .send(ctx, problem.status(), "no-store");
    }

    /** A page with these elements in its head that make it live. */
    private static Resource page(SiteFiles files, String title, String description, String content, String scripts) {
        String html = fill(
                files,
                "page.html",
                Map.of("title", title, "description", description, "content", content, "scripts", scripts));
        return Resource.text(HTML, html);
    }

    private static String app(SiteFiles files) {
        return styleSheet(files, LETTERS)
                + styleSheet(files, "lab.css")
                + assets(files)
                + script(files, RUNTIME, "defer")
                + script(files, PROGRAM, "defer");
    }

    /** The addresses of all assets, for scripts. */
    private static String assets(SiteFiles files) {
        var urls = new LinkedHashMap<String, Json>();
        files.urls().forEach((name, url) -> urls.put(name, Json.of(url)));
        return "<script type=\"application/json\" id=\"assets\">"
                + Html.scriptJson(Json.object(urls).toString()) + "</script>\n";
    }

    /** @param when {@code defer}: after the page's text, in order; {@code async}: as soon as it has come */
    private static String script(SiteFiles files, String name, String when) {
        return "<script src=\"" + Html.escape(files.url(name)) + "\" " + when + "></script>\n";
    }

    private static String styleSheet(SiteFiles files, String name) {
        return "<link rel=\"stylesheet\" href=\"" + Html.escape(files.url(name)) + "\">\n";
    }

    private static String fill(SiteFiles files, String template, Map<String, String> values) {
        return new Template(template, files::template).render(values, files::url);
    }
}
