package nabla.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import nabla.io.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RoutesTest {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "worker-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'; script-src 'self'";

    @TempDir
    static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void contentsListTheLessons() {
        HttpResponse<String> home = server.get("/");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(home.body()).contains("<a href=\"/lessons/train-mnist\">").doesNotContain("{{");
    }

    @Test
    void lessonHasItsLabAndItsProgram() {
        HttpResponse<String> lesson = server.get("/lessons/train-mnist");
        assertThat(lesson.statusCode()).isEqualTo(200);
        assertThat(lesson.body())
                .contains("<section class=\"lab\">The lab.</section>")
                .contains("<figcaption>TrainMnist.java</figcaption>")
                .contains("<script src=\"/assets/app.js?v=")
                .contains("\"app.wasm\":\"/assets/app.wasm?v=")
                .doesNotContain("{{")
                .doesNotContain(":::");
    }

    @Test
    void benchmarkHasItsScriptAndNotTheApp() {
        HttpResponse<String> bench = server.get("/bench.html?device=simd");
        assertThat(bench.statusCode()).isEqualTo(200);
        assertThat(bench.body())
                .contains("<table>The speeds.</table>")
                .contains("<script src=\"/assets/bench.js?v=")
                .contains("<link rel=\"stylesheet\" href=\"/assets/bench.css?v=")
                .contains("\"worker.js\":\"/assets/worker.js?v=")
                .doesNotContain("src=\"/assets/app.js")
                .doesNotContain("{{");
    }

    @ParameterizedTest
    @CsvSource({
        "/, strict",
        "/lessons/train-mnist, runtime",
        "/bench.html, strict",
        "/lessons/none, strict",
        "/m/none, strict",
        "/assets/app.js, strict",
        "/assets/worker.js, runtime",
        "/assets/none, strict",
        "/api/models/none, strict",
        "/api/datasets/none, strict",
        "/nothing, strict",
    })
    void everyReplyHasTheExactPolicy(String path, String kind) {
        HttpResponse<String> reply = server.get(path);
        String policy = kind.equals("runtime") ? POLICY + " 'unsafe-eval'" : POLICY;
        assertThat(reply.headers().allValues("Content-Security-Policy")).containsExactly(policy);
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(reply.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(reply.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(reply.headers().firstValue("Permissions-Policy"))
                .contains("camera=(), microphone=(), geolocation=()");
        assertThat(reply.headers().firstValue("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/lessons/none", "/m/none", "/lessons/train-mnist/more"})
    void pagesThatAreNotThereAnswerWithAPage(String path) {
        HttpResponse<String> reply = server.get(path);
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(reply.body()).contains("<h1>404 Not found</h1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/nothing", "/api/models/none", "/api/models/none/file", "/api/datasets/none", "/data/none/x"
            })
    void interfacesAnswerWithAProblem(String path) {
        HttpResponse<String> reply = server.get(path);
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        Json problem = Json.parse(reply.body());
        assertThat(problem.get("status").integer()).isEqualTo(404);
        assertThat(problem.get("type").text()).startsWith("urn:nabla:problem:");
        assertThat(problem.get("detail").text()).isNotEmpty();
    }

    @Test
    void anAddressThatTakesOtherMethodsSaysSo() {
        assertThat(server.post("/api/datasets/mnist", new byte[1]).statusCode()).isEqualTo(405);
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() {
        HttpResponse<String> get = server.get("/lessons/train-mnist");
        HttpResponse<String> head =
                server.text(server.request("/lessons/train-mnist").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"Content-Length", "ETag", "Content-Type"}) {
            assertThat(head.headers().firstValue(name))
                    .isEqualTo(get.headers().firstValue(name))
                    .isPresent();
        }
    }

    @Test
    void pagesAreRevalidated() {
        Optional<String> tag = server.get("/").headers().firstValue("ETag");
        HttpResponse<String> again = server.get("/", "If-None-Match", tag.orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void textOfAnAddressIsEscapedInErrors() {
        HttpResponse<String> reply = server.get("/lessons/%3Cscript%3Ealert(1)%3C/script%3E");
        assertThat(reply.body()).doesNotContain("<script>alert");
    }

    @Test
    void rootLoggerIsNotVerbose() {
        assertThat(LoggerFactory.getLogger("anything").isDebugEnabled()).isFalse();
    }

    @Test
    void aliveIsAnswered() {
        assertThat(server.get("/healthz").body()).isEqualTo("alive");
    }
}
