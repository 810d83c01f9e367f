package nabla.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {
    @TempDir
    static Path data;

    private static TestServer server;
    private static byte[] wasm;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(data);
        wasm = Files.readAllBytes(TestServer.FIXTURE.resolve("app.wasm"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "app.wasm, application/wasm",
        "app.js, text/javascript;charset=utf-8",
        "style.css, text/css;charset=utf-8",
        "fonts/letters.woff2, font/woff2",
        "languages/de.json, application/json",
    })
    void everyKindHasItsType(String name, String type) {
        HttpResponse<byte[]> reply = server.bytes("/assets/" + name);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type").orElseThrow().replace("; ", ";"))
                .isEqualTo(type);
    }

    @Test
    void bytesArriveUnchanged() {
        assertThat(server.bytes("/assets/app.wasm").body()).isEqualTo(wasm);
        assertThat(server.bytes("/favicon.ico").body()).hasSize(4);
    }

    @Test
    void gzipIsSentToThoseWhoTakeIt() throws IOException {
        HttpResponse<byte[]> reply = server.bytes("/assets/app.wasm", "Accept-Encoding", "gzip");
        assertThat(reply.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(reply.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(reply.body().length).isLessThan(wasm.length);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes())
                .isEqualTo(wasm);
        String plainTag =
                server.bytes("/assets/app.wasm").headers().firstValue("ETag").orElseThrow();
        assertThat(reply.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(plainTag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "deflate", "*;q=0, identity"})
    void othersGetPlainBytes(String accepted) {
        HttpResponse<byte[]> reply = server.bytes("/assets/app.wasm", "Accept-Encoding", accepted);
        assertThat(reply.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(reply.body()).isEqualTo(wasm);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=100-199, 100, 199",
        "bytes=5000-, 5000, 5003",
        "bytes=-4, 5000, 5003",
        "bytes=5003-9999999, 5003, 5003",
        "bytes=-99999, 0, 5003"
    })
    void aRangeIsAnsweredByItsBytes(String range, int first, int last) {
        HttpResponse<byte[]> reply = server.bytes("/assets/app.wasm", "Range", range, "Accept-Encoding", "gzip");
        assertThat(reply.statusCode()).isEqualTo(206);
        assertThat(reply.headers().firstValue("Content-Range"))
                .contains("bytes " + first + "-" + last + "/" + wasm.length);
        assertThat(reply.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(wasm, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5004-", "bytes=9999-10000", "bytes=-0"})
    void aRangeOutsideIsRefused(String range) {
        HttpResponse<byte[]> reply = server.bytes("/assets/app.wasm", "Range", range);
        assertThat(reply.statusCode()).isEqualTo(416);
        assertThat(reply.headers().firstValue("Content-Range")).contains("bytes */5004");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lines=1-2",
                "bytes=2-1",
                "bytes=1-2,4-5",
                "bytes=a-b",
                "bytes=",
                "bytes=-",
                "bytes=99999999999999999999-"
            })
    void aRangeThatMeansNothingIsAnsweredByTheWhole(String range) {
        HttpResponse<byte[]> reply = server.bytes("/assets/app.wasm", "Range", range);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(wasm);
    }

    @Test
    void aRangeOfAnotherVersionIsAnsweredByTheWhole() {
        String tag =
                server.bytes("/assets/app.wasm").headers().firstValue("ETag").orElseThrow();
        assertThat(server.bytes("/assets/app.wasm", "Range", "bytes=0-9", "If-Range", tag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(server.bytes("/assets/app.wasm", "Range", "bytes=0-9", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        String tag = server.bytes("/assets/app.js", "Accept-Encoding", "gzip")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        HttpResponse<byte[]> reply =
                server.bytes("/assets/app.js", "Accept-Encoding", "gzip", "If-None-Match", "\"x\", W/" + tag);
        assertThat(reply.statusCode()).isEqualTo(304);
        assertThat(reply.headers().firstValue("ETag")).contains(tag);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void versionedAddressesAreKeptForEver() {
        String page = server.get("/lessons/train-mnist").body();
        int start = page.indexOf("/assets/app.js?v=");
        String url = page.substring(start, page.indexOf('"', start));
        assertThat(server.get(url).headers().firstValue("Cache-Control"))
                .contains("public, max-age=31536000, immutable");
        assertThat(server.get("/assets/app.js").headers().firstValue("Cache-Control"))
                .contains("no-cache");
        assertThat(server.get("/assets/app.js?v=old").headers().firstValue("Cache-Control"))
                .contains("no-cache");
    }

    @Test
    void styleSheetsNameVersionedFiles() {
        assertThat(server.get("/assets/style.css").body())
                .containsPattern("url\\(\"/assets/fonts/letters\\.woff2\\?v=[0-9a-f]{20}\"\\)")
                .contains("url(\"nowhere.png\")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../templates/page.html",
                "/assets/templates/page.html",
                "/assets/%2e%2e/templates/page.html",
                "/assets/..%2ftemplates/page.html",
                "/assets/..%2f..%2f..%2fetc/passwd",
                "/assets/..;/page.html",
                "/assets/%00",
                "/assets/app.js%00.html",
                "/assets//etc/passwd",
                "/assets/..%5c..%5cpasswd",
                "/assets/./app.js/.",
                "/data/../lock",
                "/data/mnist/..%2f..%2flock",
                "/data/..%2f..%2flock/x",
                "/lessons/..%2fsource%2fTrainMnist",
                "/lessons/../../etc/passwd",
                "/m/..%2f..%2flock",
                "/api/models/..%2f..%2flock/file",
            })
    void noAddressLeadsElsewhere(String path) throws IOException {
        // By hand, because java.net.http would tidy such addresses.
        try (var socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String reply = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(reply).containsPattern("^HTTP/1\\.1 40[0-9] ");
            assertThat(reply).doesNotContain("root:").doesNotContain("{{{");
        }
    }
}
