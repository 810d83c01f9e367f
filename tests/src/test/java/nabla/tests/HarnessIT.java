package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.interactions.Actions;

/** The browsers do what the other tests rely on: a person's input arrives, and errors are not overlooked. */
final class HarnessIT {
    private static final String PAGE = """
            <!DOCTYPE html><title>Harness</title><link rel="icon" href="data:,">
            <input data-testid="name"> <output data-testid="echo"></output>
            <canvas data-testid="canvas" width="100" height="100" style="background: silver"></canvas>
            <button data-testid="throw">Throw</button> <button data-testid="log">Log</button>
            <script>
              const named = id => document.querySelector(`[data-testid=${id}]`);
              named('name').oninput = e => named('echo').textContent = e.target.value;
              let moves = 0;
              named('canvas').onpointermove = e => { if (e.buttons === 1) document.title = 'moves ' + ++moves; };
              named('throw').onclick = () => { throw new Error('thrown on purpose'); };
              named('log').onclick = () => { console.error('logged on purpose'); fetch('missing'); };
            </script>
            """;

    private static HttpServer server;

    @BeforeAll
    static void servePage() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = exchange.getRequestURI().getPath().equals("/");
            byte[] body = (known ? PAGE : "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(known ? 200 : 404, body.length == 0 ? -1 : body.length);
            try (OutputStream output = exchange.getResponseBody()) {
                output.write(body);
            }
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static Browser openPage(BrowserKind kind) {
        Browser browser = kind.open();
        browser.go("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return browser;
    }

    @ParameterizedTest
    @EnumSource(BrowserKind.class)
    void typedTextAndPointerArrive(BrowserKind kind) {
        try (Browser browser = openPage(kind)) {
            browser.named("name").sendKeys("Nabla ∇");
            assertThat(browser.named("echo").getText()).isEqualTo("Nabla ∇");

            new Actions(browser.driver())
                    .moveToElement(browser.named("canvas"))
                    .clickAndHold()
                    .moveByOffset(20, 10)
                    .moveByOffset(-10, 10)
                    .release()
                    .perform();
            assertThat(browser.driver().getTitle()).startsWith("moves ");
        }
    }

    @ParameterizedTest
    @EnumSource(BrowserKind.class)
    void errorsOfThePageAreRecorded(BrowserKind kind) {
        try (Browser browser = openPage(kind)) {
            browser.named("throw").click();
            browser.named("log").click();
            browser.await("three problems", () -> browser.problems().size() >= 3);
            assertThat(browser.problems())
                    .anyMatch(problem -> problem.contains("thrown on purpose"))
                    .anyMatch(problem -> problem.contains("logged on purpose"))
                    .anyMatch(problem -> problem.startsWith("404: ") && problem.endsWith("/missing"));
        }
    }

    @Test
    void chromiumOffersWebGpuInSoftware() {
        try (Browser browser = openPage(BrowserKind.CHROMIUM)) {
            String adapter = browser.script(
                    "return navigator.gpu.requestAdapter().then(adapter => adapter ? adapter.info.vendor : 'none');");
            assertThat(adapter).isNotEqualTo("none").isNotBlank();
        }
    }
}
