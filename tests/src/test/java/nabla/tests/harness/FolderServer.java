package nabla.tests.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves the files of a folder, and what else it is told to, on a free port. */
public final class FolderServer implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "wasm", "application/wasm");

    private final Path folder;
    private final Map<String, Content> further = new LinkedHashMap<>();
    private final HttpServer server;

    /** What else there is to serve. */
    @FunctionalInterface
    public interface Content {
        /** Returns the bytes of this name, which begins after the prefix; null where there is nothing of that name. */
        byte @Nullable [] read(String name) throws IOException;
    }

    public FolderServer(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Also serves what is under a prefix, such as {@code datasets/}. */
    public FolderServer with(String prefix, Content content) {
        further.put(prefix, content);
        return this;
    }

    /** The address of a file, which may have a query. */
    public String at(String file) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        byte[] body = read(name);
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(body == null ? 404 : 200, body == null || body.length == 0 ? -1 : body.length);
        try (OutputStream output = exchange.getResponseBody()) {
            output.write(body == null ? new byte[0] : body);
        }
    }

    private byte @Nullable [] read(String name) throws IOException {
        for (Map.Entry<String, Content> each : further.entrySet()) {
            if (name.startsWith(each.getKey())) {
                return each.getValue().read(name.substring(each.getKey().length()));
            }
        }
        Path file = folder.resolve(name).normalize();
        return file.startsWith(folder) && Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
