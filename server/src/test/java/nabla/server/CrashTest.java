package nabla.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nabla.io.Json;
import nabla.server.http.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server in the midst of saves, again and again, and reads back every save that it had acknowledged. A round
 * with too few acknowledged saves proves nothing and fails.
 */
class CrashTest {
    private static final int ROUNDS = 3;
    private static final int SAVES = 100;
    private static final int THREADS = 8;

    @TempDir
    Path temporary;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void noAcknowledgedSaveIsLost() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int before = acknowledged.size();
            try (var server = start()) {
                saveUntilKilled(server, before + SAVES);
            }
            assertThat(acknowledged.size() - before)
                    .as("acknowledged in round %s", round)
                    .isGreaterThanOrEqualTo(SAVES);
        }
        try (var server = start()) {
            for (Map.Entry<String, String> save : acknowledged.entrySet()) {
                assertThat(hashOf(server, save.getKey()))
                        .as("content of %s", save.getKey())
                        .isEqualTo(save.getValue());
            }
            assertThat(server.stop()).as("status after SIGTERM").isIn(0, 143);
        }
        System.out.println("kill -9: " + acknowledged.size() + " acknowledged saves in " + ROUNDS + " rounds, 0 lost");
    }

    private ChildServer start() throws IOException {
        return ChildServer.start(
                temporary.resolve("errors"),
                "--port",
                "0",
                "--data",
                temporary.resolve("data").toString(),
                "--site",
                TestServer.FIXTURE.toString(),
                "--offline",
                "--saves-per-hour",
                "1000000");
    }

    private void saveUntilKilled(ChildServer server, int target) throws InterruptedException {
        var reached = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(() -> saveUntilFailure(server, target, reached));
        }
        assertThat(reached.await(2, TimeUnit.MINUTES))
                .as("enough saves before the kill")
                .isTrue();
        server.kill();
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    private void saveUntilFailure(ChildServer server, int target, CountDownLatch reached) {
        try {
            while (true) {
                byte[] file = ModelFiles.good()
                        .tensor("fc1.bias", new float[] {next.incrementAndGet(), 0, 0}, 3)
                        .bytes();
                HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/api/models"))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                        .build();
                HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
                acknowledged.put(Json.parse(reply.body()).get("id").text(), Hashes.sha256(file));
                if (acknowledged.size() >= target) {
                    reached.countDown();
                }
            }
        } catch (IOException e) {
            // The server was killed; whether this save was made is open, and either is right.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String hashOf(ChildServer server, String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/api/models/" + id + "/file"))
                .build();
        HttpResponse<byte[]> reply = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(reply.statusCode()).as("file of %s", id).isEqualTo(200);
        return Hashes.sha256(reply.body());
    }
}
