package nabla.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nabla.io.Json;
import nabla.io.Safetensors;
import nabla.io.SafetensorsLimits;
import nabla.nn.Conv2d;
import nabla.nn.Flatten;
import nabla.nn.Linear;
import nabla.nn.LogSoftmax;
import nabla.nn.MaxPool2d;
import nabla.nn.ModelFile;
import nabla.nn.ReLU;
import nabla.nn.Sequential;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {
    private static final String BINARY = "application/octet-stream";

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

    private static HttpResponse<String> post(byte[] body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = BINARY;
        return server.post("/api/models", body, all);
    }

    private static Json save(ModelFiles model, String... headers) {
        HttpResponse<String> reply = post(model.bytes(), headers);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
        return Json.parse(reply.body());
    }

    private static HttpResponse<String> delete(String id, String... headers) {
        HttpRequest.Builder request = server.request("/api/models/" + id).DELETE();
        return server.text(headers.length == 0 ? request : request.headers(headers));
    }

    @Test
    void whatIsSavedComesBack() {
        byte[] file = ModelFiles.good().bytes();
        HttpResponse<String> reply = post(file);
        assertThat(reply.statusCode()).isEqualTo(201);
        Json saved = Json.parse(reply.body());
        String id = saved.get("id").text();
        assertThat(id).matches("[1-9A-HJ-NP-Za-km-z]{22}");
        assertThat(saved.get("url").text()).isEqualTo("/m/" + id);
        assertThat(reply.headers().firstValue("Location")).contains("/m/" + id);
        assertThat(saved.get("editSecret").text()).hasSize(44);

        Json model = Json.parse(server.get("/api/models/" + id).body());
        assertThat(model.get("id").text()).isEqualTo(id);
        assertThat(model.get("title").text()).isEqualTo("A network trained on MNIST");
        assertThat(model.get("parent").isNothing()).isTrue();
        assertThat(model.get("size").integer()).isEqualTo(file.length);
        assertThat(model.get("sha256").text()).isEqualTo(saved.get("sha256").text());
        assertThat(model.get("architecture").toString()).isEqualTo(ModelFiles.ARCHITECTURE);
        assertThat(model.get("training").toString()).isEqualTo(ModelFiles.TRAINING);
        assertThat(model.get("created").text()).matches("20\\d\\d-.*Z");
        assertThat(model.members()).doesNotContainKey("editSecret");

        HttpResponse<byte[]> download = server.bytes(model.get("file").text());
        assertThat(download.body()).isEqualTo(file);
        assertThat(Safetensors.read(download.body(), SafetensorsLimits.SHARED_MODEL)
                        .tensors())
                .containsOnlyKeys("fc1.weight", "fc1.bias", "fc2.weight");
    }

    @Test
    void aNetworkOfTheEngineComesBackAsItWas() {
        Sequential network = new Sequential()
                .add("conv1", new Conv2d(1, 6, 5))
                .add("relu1", new ReLU())
                .add("pool1", new MaxPool2d(2))
                .add("flatten", new Flatten())
                .add("fc1", new Linear(6 * 12 * 12, 10))
                .add("logSoftmax", new LogSoftmax(1));
        byte[] file = ModelFile.of(network, Map.of("nabla.training", ModelFiles.TRAINING))
                .write();
        Json saved = Json.parse(post(file).body());
        byte[] download =
                server.bytes("/api/models/" + saved.get("id").text() + "/file").body();
        Sequential loaded = ModelFile.load(Safetensors.read(download, SafetensorsLimits.SHARED_MODEL));
        assertThat(loaded.stateDict()).containsOnlyKeys("conv1.weight", "conv1.bias", "fc1.weight", "fc1.bias");
        network.stateDict()
                .forEach((name, value) -> assertThat(
                                Objects.requireNonNull(loaded.stateDict().get(name))
                                        .toArray())
                        .as(name)
                        .isEqualTo(value.toArray()));
    }

    @Test
    void theFileIsADownloadThatAnybodyMayRead() {
        String id = save(ModelFiles.good()).get("id").text();
        HttpResponse<byte[]> file = server.bytes("/api/models/" + id + "/file");
        assertThat(file.headers().firstValue("Content-Type")).contains(BINARY);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"nabla-" + id + ".safetensors\"");
        assertThat(file.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(file.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(server.bytes("/api/models/" + id + "/file", "Range", "bytes=0-7")
                        .body())
                .isEqualTo(Arrays.copyOf(file.body(), 8));
    }

    @Test
    void theModelHasAPage() {
        String id = save(ModelFiles.good(), "X-Title", "%3Cb%3EM%C3%A4%26%22%3C/b%3E")
                .get("id")
                .text();
        HttpResponse<String> page = server.get("/m/" + id);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<article data-model=\"" + id + "\"><h1>&lt;b&gt;Mä&amp;&quot;&lt;/b&gt;</h1>")
                .contains("<title>&lt;b&gt;Mä&amp;&quot;&lt;/b&gt;</title>")
                .contains("content=\"A network trained on MNIST in the browser, right on 96.7 % of the test set. ");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .endsWith("script-src 'self' 'unsafe-eval'");
    }

    @Test
    void titlesAreUtf8InPercent() {
        String id = save(ModelFiles.good(), "X-Title", "%E4%B8%89%E5%B1%82%20net")
                .get("id")
                .text();
        assertThat(Json.parse(server.get("/api/models/" + id).body())
                        .get("title")
                        .text())
                .isEqualTo("三层 net");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%00",
                "a%0Ab",
                "%E2%80%AEevil",
                "%E2%80%8B",
                "%ff",
                "%4",
                "%zz",
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890x"
            })
    void titlesThatAreNoLineAreRefused(String title) {
        HttpResponse<String> reply = post(ModelFiles.good().bytes(), "X-Title", title);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(Json.parse(reply.body()).get("type").text()).isEqualTo("urn:nabla:problem:title");
    }

    @Test
    void whatIsNotKnownOfATrainingMayBeLeftOutOrNull() {
        String training = "{\"dataset\":\"mnist\",\"seed\":null,\"accuracy\":null,\"momentum\":0.9,\"own\":\"a text\"}";
        String id = save(ModelFiles.good().metadata("nabla.training", training))
                .get("id")
                .text();
        assertThat(Json.parse(server.get("/api/models/" + id).body())
                        .get("training")
                        .toString())
                .isEqualTo(training);
        assertThat(server.get("/m/" + id).body()).contains("A network trained on mnist in the browser. Draw");
    }

    @Test
    void aContinuationNamesItsParent() {
        String parent = save(ModelFiles.good()).get("id").text();
        String child = save(ModelFiles.good().metadata("nabla.parent", parent))
                .get("id")
                .text();
        assertThat(Json.parse(server.get("/api/models/" + child).body())
                        .get("parent")
                        .text())
                .isEqualTo(parent);
    }

    @Test
    void theSameKeySavesOnce() {
        byte[] file = ModelFiles.good().bytes();
        String key = "a-key-that-is-long-enough";
        Json first = Json.parse(post(file, "Idempotency-Key", key).body());
        Json second = Json.parse(post(file, "Idempotency-Key", key).body());
        assertThat(second.get("id").text()).isEqualTo(first.get("id").text());
        assertThat(delete(
                                first.get("id").text(),
                                "Authorization",
                                "Bearer " + second.get("editSecret").text())
                        .statusCode())
                .isEqualTo(204);
        byte[] other =
                ModelFiles.good().tensor("fc1.bias", new float[] {7, 8, 9}, 3).bytes();
        HttpResponse<String> misuse = post(other, "Idempotency-Key", key);
        assertThat(misuse.statusCode()).isEqualTo(422);
        assertThat(post(file, "Idempotency-Key", "short").statusCode()).isEqualTo(400);
    }

    @Test
    void theSameKeyAtTheSameTimeSavesOnce() throws Exception {
        byte[] file = ModelFiles.good().bytes();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> save = () -> Json.parse(post(file, "Idempotency-Key", "key-of-eight-threads")
                            .body())
                    .get("id")
                    .text();
            List<Future<String>> ids = threads.invokeAll(Collections.nCopies(8, save));
            for (Future<String> id : ids) {
                assertThat(id.get()).isEqualTo(ids.get(0).get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void onlyTheSecretDeletes() {
        Json saved = save(ModelFiles.good());
        String id = saved.get("id").text();
        String bearer = "Bearer " + saved.get("editSecret").text();
        assertThat(delete(id).statusCode()).isEqualTo(401);
        assertThat(delete(id, "Authorization", "Bearer wrong").statusCode()).isEqualTo(403);
        assertThat(server.get("/api/models/" + id).statusCode()).isEqualTo(200);
        assertThat(delete(id, "Authorization", bearer).statusCode()).isEqualTo(204);
        assertThat(delete(id, "Authorization", bearer).statusCode()).isEqualTo(204);
        assertThat(server.get("/api/models/" + id).statusCode()).isEqualTo(410);
        assertThat(server.get("/api/models/" + id + "/file").statusCode()).isEqualTo(410);
        assertThat(server.get("/m/" + id).statusCode()).isEqualTo(410);
        assertThat(server.get("/m/" + id).body()).contains("<h1>410 Gone</h1>");
    }

    @Test
    void deletingOneOfTwoEqualModelsKeepsTheOther() {
        Json one = save(ModelFiles.good());
        String other = save(ModelFiles.good()).get("id").text();
        delete(
                one.get("id").text(),
                "Authorization",
                "Bearer " + one.get("editSecret").text());
        assertThat(server.bytes("/api/models/" + other + "/file").statusCode()).isEqualTo(200);
    }

    @Test
    void anAddressMaySaveOnlySoOften(@TempDir Path own) throws Exception {
        try (var limited = new TestServer(TestServer.settings(own, null, 3))) {
            byte[] file = ModelFiles.good().bytes();
            for (int i = 0; i < 3; i++) {
                assertThat(limited.post("/api/models", file, "Content-Type", BINARY)
                                .statusCode())
                        .isEqualTo(201);
            }
            HttpResponse<String> refused = limited.post("/api/models", file, "Content-Type", BINARY);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 1200);
            // A claim of another address is not believed.
            assertThat(limited.post("/api/models", file, "Content-Type", BINARY, "X-Forwarded-For", "10.0.0.1")
                            .statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void aFullServerRefusesButStillReads(@TempDir Path own) throws Exception {
        byte[] file = ModelFiles.good().bytes();
        Settings settings = TestServer.settings(own, null, 1000);
        var small = new Settings(
                settings.host(), 0, own, null, settings.site(), true, false, 1000, file.length + file.length / 2);
        try (var full = new TestServer(small)) {
            String id = Json.parse(full.post("/api/models", file, "Content-Type", BINARY)
                            .body())
                    .get("id")
                    .text();
            HttpResponse<String> refused = full.post("/api/models", file, "Content-Type", BINARY);
            assertThat(refused.statusCode()).isEqualTo(507);
            assertThat(full.get("/api/models/" + id).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void halfSentBodiesDoNotHoldUpOthers() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 100; i++) {
                var socket = new Socket("127.0.0.1", server.port());
                slow.add(socket);
                String head = "POST /api/models HTTP/1.1\r\nHost: test\r\nContent-Type: " + BINARY
                        + "\r\nContent-Length: 100000\r\n\r\nhalf";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 10; i++) {
                HttpRequest.Builder request = server.request("/").timeout(Duration.ofSeconds(5));
                assertThat(server.text(request).statusCode()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyThatStopsComingIsGivenUp() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            String head = "POST /api/models HTTP/1.1\r\nHost: test\r\nContent-Type: " + BINARY
                    + "\r\nContent-Length: 100000\r\nConnection: close\r\n\r\nhalf";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(60_000);
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reply).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void modelsOutliveTheServer(@TempDir Path own) throws Exception {
        String id;
        byte[] file = ModelFiles.good().bytes();
        try (var first = TestServer.in(own)) {
            id = Json.parse(first.post("/api/models", file, "Content-Type", BINARY)
                            .body())
                    .get("id")
                    .text();
        }
        try (var second = TestServer.in(own)) {
            assertThat(second.bytes("/api/models/" + id + "/file").body()).isEqualTo(file);
        }
    }

    @Test
    void aServerStopsThoughABodyTricklesIn(@TempDir Path own) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (var socket = new Socket()) {
            Future<?> body;
            try (var first = TestServer.in(own)) {
                socket.connect(new InetSocketAddress("127.0.0.1", first.port()));
                String head = "POST /api/models HTTP/1.1\r\nHost: test\r\nContent-Type: " + BINARY
                        + "\r\nContent-Length: 100000\r\n\r\n";
                OutputStream out = socket.getOutputStream();
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                body = clock.scheduleAtFixedRate(() -> write(out), 0, 100, TimeUnit.MILLISECONDS);
                assertThat(first.get("/healthz").body()).isEqualTo("alive");
            }
            assertThat(body)
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(IOException.class);
            try (var second = TestServer.in(own)) {
                assertThat(second.get("/healthz").body()).isEqualTo("alive");
            }
        } finally {
            clock.shutdownNow();
        }
    }

    private static void write(OutputStream out) {
        try {
            out.write('x');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
