package nabla.server.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching, from mirrors on this machine. */
class MirrorsTest {
    @TempDir
    Path temporary;

    private final Map<String, byte[]> good = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private Path kept;

    @BeforeEach
    void start() throws IOException {
        kept = temporary.resolve("kept");
        Path source = temporary.resolve("source");
        IdxBytes.write(source);
        for (Part part : Part.values()) {
            String name = part.fileName() + ".gz";
            good.put(name, Files.readAllBytes(source.resolve(name)));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/good/", 200, bytes -> bytes);
        serve("/missing/", 404, bytes -> bytes);
        serve("/cut/", 200, bytes -> Arrays.copyOf(bytes, bytes.length / 2));
        serve("/page/", 200, bytes -> "<!doctype html>".getBytes(StandardCharsets.UTF_8));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private interface Change {
        byte[] of(byte[] bytes);
    }

    private void serve(String path, int status, Change change) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            byte[] body = change.of(good(exchange.getRequestURI().getPath().substring(path.length())));
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    private byte[] good(String name) {
        return Objects.requireNonNull(good.get(name), name);
    }

    private Datasets datasets(String... mirrors) throws Exception {
        List<URI> addresses = Stream.of(mirrors)
                .map(name ->
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + "/"))
                .toList();
        return at(addresses);
    }

    private Datasets at(List<URI> addresses) throws Exception {
        var checksums = new EnumMap<Part, String>(Part.class);
        for (Part part : Part.values()) {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            checksums.put(part, HexFormat.of().formatHex(md5.digest(good(part.fileName() + ".gz"))));
        }
        var known = new KnownDataset("mnist", "MNIST", "Digits.", KnownDataset.MNIST.classes(), addresses, checksums);
        return Datasets.open(null, kept, List.of(known));
    }

    private static Dataset mnist(Datasets datasets) throws Exception {
        return IdxBytes.find(datasets, "mnist");
    }

    @Test
    void whatIsFetchedIsKept() throws Exception {
        Dataset fetched = mnist(datasets("good"));
        assertThat(fetched.source()).isEqualTo(Dataset.Source.MIRROR);
        assertThat(fetched.file(Part.TRAIN_IMAGES).count()).isEqualTo(20);
        assertThat(requests).hasValue(4);
        assertThat(mnist(datasets("good")).source()).isEqualTo(Dataset.Source.MIRROR);
        assertThat(requests).as("requests after another start").hasValue(4);
        assertThat(mnist(at(List.of())).source()).as("source when offline").isEqualTo(Dataset.Source.MIRROR);
    }

    @Test
    void aMirrorThatFailsIsFollowedByTheNext() throws Exception {
        assertThat(mnist(datasets("missing", "cut", "page", "good")).source()).isEqualTo(Dataset.Source.MIRROR);
        assertThat(requests).hasValue(16);
    }

    @Test
    void whenAllFailTheDrawnDigitsStandIn() throws Exception {
        Datasets datasets = datasets("missing", "cut", "page");
        Dataset dataset = mnist(datasets);
        assertThat(dataset.name()).isEqualTo("nabla-digits");
        assertThat(dataset.title()).isEqualTo("Nabla digits");
        assertThat(dataset.source()).isEqualTo(Dataset.Source.DRAWN);
        assertThat(requests).hasValue(3);
        mnist(datasets);
        assertThat(requests).as("requests soon after a failure").hasValue(3);
        try (Stream<Path> left = Files.list(kept.resolve("mnist"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aMirrorThatIsNotThereDoesNotHoldUp() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(mnist(at(List.of(URI.create("http://127.0.0.1:" + port + "/"))))
                        .name())
                .isEqualTo("nabla-digits");
    }

    @Test
    void aKeptFileThatWasDamagedIsFetchedAgain() throws Exception {
        mnist(datasets("good"));
        Path file = kept.resolve("mnist").resolve(Part.TEST_IMAGES.fileName() + ".gz");
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(mnist(datasets("good")).source()).isEqualTo(Dataset.Source.MIRROR);
        assertThat(requests).hasValue(5);
        assertThat(Files.readAllBytes(file)).isEqualTo(good(Part.TEST_IMAGES.fileName() + ".gz"));
    }

    @Test
    void theDrawnDigitsAreMadeOnceAndHealed() throws Exception {
        Dataset dataset = IdxBytes.find(Datasets.open(null, kept, false), "nabla-digits");
        assertThat(dataset.file(Part.TRAIN_IMAGES).count()).isEqualTo(10_000);
        assertThat(dataset.file(Part.TEST_LABELS).count()).isEqualTo(2_000);
        Path file;
        try (Stream<Path> files = Files.walk(kept)) {
            file = files.filter(path -> path.endsWith(Part.TEST_IMAGES.fileName() + ".gz"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] before = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(before, 1000));
        assertThat(Datasets.open(null, kept, false).find("nabla-digits")).isNotNull();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
