package nabla.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.Decoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
    @TempDir
    Path temporary;

    @Test
    void aDirectorysChangesShowAtOnce() throws Exception {
        Path site = temporary.resolve("site");
        copy(TestServer.FIXTURE, site);
        Settings given = TestServer.settings(temporary.resolve("data"), null, 10);
        var settings = new Settings(given.host(), 0, given.data(), null, site, true, false, 10, given.capacity());
        try (var server = new TestServer(settings)) {
            String before = server.get("/lessons/train-mnist").body();
            Files.writeString(site.resolve("templates/lab-train-mnist.html"), "<section>Another lab.</section>");
            Files.writeString(site.resolve("app.js"), "changed();");
            String after = server.get("/lessons/train-mnist").body();
            assertThat(before).contains("The lab.");
            assertThat(after).contains("Another lab.");
            assertThat(address(after)).isNotEqualTo(address(before));
            assertThat(server.get(address(after)).body()).isEqualTo("changed();");
        }
    }

    @Test
    void thePackedSiteIsServedInBrotliToThoseWhoTakeIt() throws Exception {
        Brotli4jLoader.ensureAvailability();
        Settings given = TestServer.settings(temporary.resolve("data"), null, 10);
        var settings = new Settings(given.host(), 0, given.data(), null, null, true, false, 10, given.capacity());
        try (var server = new TestServer(settings)) {
            byte[] plain = server.bytes("/assets/style.css").body();
            HttpResponse<byte[]> reply = server.bytes("/assets/style.css", "Accept-Encoding", "gzip, br");
            for (int i = 0; i < 600 && !isBrotli(reply); i++) {
                assertThat(reply.headers().firstValue("Content-Encoding"))
                        .as("until brotli is ready")
                        .contains("gzip");
                Thread.sleep(100);
                reply = server.bytes("/assets/style.css", "Accept-Encoding", "gzip, br");
            }
            assertThat(isBrotli(reply)).isTrue();
            assertThat(Decoder.decompress(reply.body()).getDecompressedData()).isEqualTo(plain);
            assertThat(reply.headers().firstValue("ETag").orElseThrow()).endsWith("-br\"");
        }
    }

    private static boolean isBrotli(HttpResponse<byte[]> reply) {
        return reply.headers()
                .firstValue("Content-Encoding")
                .filter("br"::equals)
                .isPresent();
    }

    private static String address(String page) {
        int start = page.indexOf("/assets/app.js?v=");
        return page.substring(start, page.indexOf('"', start));
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
