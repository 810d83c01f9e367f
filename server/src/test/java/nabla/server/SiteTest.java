package nabla.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.Decoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            HttpResponse<byte[]> reply = await("brotli, packed in the background")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> server.bytes("/assets/style.css", "Accept-Encoding", "gzip, br"), SiteTest::isBrotli);
            assertThat(Decoder.decompress(reply.body()).getDecompressedData()).isEqualTo(plain);
            assertThat(reply.headers().firstValue("ETag").orElseThrow()).endsWith("-br\"");
        }
    }

    /** Until it is ready, gzip is what they get. */
    private static boolean isBrotli(HttpResponse<byte[]> reply) {
        String encoding = reply.headers().firstValue("Content-Encoding").orElseThrow();
        assertThat(encoding).isIn("gzip", "br");
        return encoding.equals("br");
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
