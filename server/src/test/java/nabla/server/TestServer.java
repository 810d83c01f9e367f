package nabla.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import nabla.server.dataset.DatasetException;
import org.jspecify.annotations.Nullable;

/** A real server on a free port, with the site of {@code site-fixture}, and a client for it. */
final class TestServer implements AutoCloseable {
    static final Path FIXTURE = Path.of("src/test/resources/site-fixture").toAbsolutePath();

    private final NablaServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(Settings settings) throws IOException, DatasetException {
        server = NablaServer.start(settings);
    }

    /** A server that never fetches, with room enough, and its data in this directory. */
    static TestServer in(Path data) throws IOException, DatasetException {
        return new TestServer(settings(data, null, 100_000));
    }

    static Settings settings(Path data, @Nullable Path datasets, int savesPerHour) {
        return new Settings("127.0.0.1", 0, data, datasets, FIXTURE, true, false, savesPerHour, 1L << 30);
    }

    int port() {
        return server.port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create(server.address().substring(0, server.address().length() - 1) + path));
    }

    HttpResponse<String> get(String path, String... headers) {
        return text(with(request(path), headers));
    }

    HttpResponse<byte[]> bytes(String path, String... headers) {
        return send(with(request(path), headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) {
        var request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return text(with(request, headers));
    }

    HttpResponse<String> text(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new AssertionError("The server does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
