package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nabla.io.Json;
import nabla.io.Safetensors;
import nabla.io.SafetensorsLimits;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.Project;
import nabla.tests.harness.RunningSite;
import nabla.tests.harness.SiteServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;

/** The whole path as a person goes it: train on the lesson's page, watch, share, open the link elsewhere, go on. */
final class TrainMnistIT {
    private static final Duration SHORT = Duration.ofSeconds(20);

    @RegisterExtension
    static final RunningSite SITE = RunningSite.withDatasets();

    private static LabPage openLesson(Browser browser, String device) {
        return new LabPage(browser, SITE.at("lessons/train-mnist?device=" + device));
    }

    @ParameterizedTest
    @EnumSource(BrowserKind.class)
    void trainedNetworkIsSharedByLink(BrowserKind kind) throws IOException, InterruptedException {
        String link;
        double accuracy;
        try (Browser browser = kind.open()) {
            LabPage page = openLesson(browser, "simd");
            assertThat(page.text("device-in-use")).containsIgnoringCase("simd");
            page.type("epochs", "1");
            page.type("batch-size", "50");
            page.start("run");
            page.awaitDone();
            accuracy = page.number("accuracy");
            assertThat(accuracy).isBetween(0.85, 1.0);
            assertThat(page.number("loss")).isBetween(0.0, 1.5);
            assertThat(page.number("steps-per-second")).isPositive();
            page.drawOne();
            browser.screenshot("lesson-trained-" + kind);
            link = page.share();
            assertThat(browser.problems()).isEmpty();
        }

        BrowserKind other = kind == BrowserKind.CHROMIUM ? BrowserKind.FIREFOX : BrowserKind.CHROMIUM;
        try (Browser browser = other.open()) {
            LabPage page = new LabPage(browser, link + "?device=simd");
            assertThat(page.number("accuracy")).isEqualTo(accuracy);
            assertThat(page.drawOne()).isNotEmpty();
            page.press("clear");
            browser.screenshot("model-" + other);
            page.type("epochs", "1");
            page.type("batch-size", "100");
            page.start("continue");
            page.awaitDone();
            String continuation = page.share();
            assertThat(continuation).isNotEqualTo(link);
            assertThat(model(continuation).get("parent").text()).isEqualTo(link.substring(link.lastIndexOf('/') + 1));
            assertThat(browser.problems()).isEmpty();
        }
        assertThat(model(link).get("training").get("accuracy").number()).isCloseTo(accuracy, within(0.0005));
    }

    @ParameterizedTest
    @EnumSource(BrowserKind.class)
    void trainingPausesResumesAndStops(BrowserKind kind) {
        try (Browser browser = kind.open()) {
            LabPage page = openLesson(browser, "simd");
            page.type("epochs", "100");
            page.start("run");
            page.press("pause");
            page.awaitState(SHORT, "paused");
            String loss = page.text("loss");
            browser.script("return new Promise(done => setTimeout(done, 500));");
            assertThat(page.text("loss")).isEqualTo(loss);

            page.press("pause");
            page.awaitState(SHORT, "running");
            browser.await("the loss moves on", () -> !page.text("loss").equals(loss));
            page.press("stop");
            page.awaitState(SHORT, "idle", "done");
            assertThat(browser.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(BrowserKind.class)
    void pageAnswersWhileItTrains(BrowserKind kind) {
        try (Browser browser = kind.open()) {
            LabPage page = openLesson(browser, "simd");
            page.type("epochs", "100");
            page.start("run");
            String framesInTwoSeconds = browser.script("""
                    return new Promise(done => {
                      let frames = 0;
                      const end = performance.now() + 2000;
                      const next = now => now < end ? (frames++, requestAnimationFrame(next)) : done(frames);
                      requestAnimationFrame(next);
                    });""");
            assertThat(Integer.parseInt(framesInTwoSeconds)).isGreaterThan(20);
            page.press("stop");
            page.awaitState(SHORT, "idle", "done");
        }
    }

    /** The tutorial says 0.967, PyTorch with this seed 0.9697. */
    @Test
    void tutorialsRunReadsNinetySixOfAHundred() throws IOException {
        assumeThat(Project.datasets())
                .as("MNIST, by -Dnabla.datasets=DIR or in ../shared/datasets")
                .isPresent();
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = openLesson(browser, "simd");
            page.start("run");
            page.awaitDone();
            assertThat(page.number("accuracy")).isGreaterThanOrEqualTo(0.955);
            browser.screenshot("lesson-tutorial");
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void webGpuTrainsToo() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = openLesson(browser, "webgpu");
            assertThat(page.text("device-in-use")).containsIgnoringCase("webgpu");
            page.type("epochs", "1");
            page.type("batch-size", "200");
            page.start("run");
            page.awaitDone();
            assertThat(page.text("device-in-use")).containsIgnoringCase("webgpu");
            assertThat(page.number("accuracy")).isGreaterThan(0.8);
            browser.screenshot("lesson-webgpu");
            assertThat(browser.problems()).isEmpty();
        }
    }

    /** Debian's Firefox has no WebGPU: the page says so and trains on the CPU. */
    @Test
    void absentGpuIsAMessageAndTheCpuTakesOver() {
        try (Browser browser = BrowserKind.FIREFOX.open()) {
            LabPage page = openLesson(browser, "webgpu");
            assertThat(page.text("device-in-use")).containsIgnoringCase("simd");
            assertThat(browser.driver().findElement(By.tagName("main")).getText())
                    .contains("WebGPU");
            page.type("epochs", "1");
            page.type("batch-size", "100");
            page.start("run");
            page.awaitDone();
            assertThat(page.number("accuracy")).isGreaterThan(0.8);
        }
    }

    @Test
    void digitsThatNablaDrewAreLabelledSo() throws IOException {
        try (SiteServer offline = SiteServer.start(List.of("--offline"));
                Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = new LabPage(browser, offline.at("lessons/train-mnist?device=simd"));
            page.type("epochs", "1");
            page.start("run");
            page.awaitDone();
            assertThat(browser.driver().findElement(By.id("lab")).getText()).contains("Nabla digits");
            assertThat(page.number("accuracy")).isGreaterThan(0.8);
        }
    }

    /** What torch.load_state_dict of the tutorial's network expects. */
    @Test
    void downloadHoldsPyTorchsNamesAndShapes() throws IOException, InterruptedException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            LabPage page = openLesson(browser, "simd");
            page.type("epochs", "1");
            page.type("batch-size", "200");
            page.start("run");
            page.awaitDone();
            browser.go(page.share());
            String address = browser.property("download", "href");
            HttpResponse<byte[]> response = get(address, BodyHandlers.ofByteArray());
            assertThat(response.headers().firstValue("Content-Disposition"))
                    .hasValueSatisfying(value -> assertThat(value)
                            .matches("attachment; *filename=\"?nabla-[0-9A-Za-z]{22}\\.safetensors\"?"));
            Map<String, String> shapes = new TreeMap<>();
            Safetensors.read(response.body(), SafetensorsLimits.SHARED_MODEL)
                    .tensors()
                    .forEach((name, tensor) -> shapes.put(name, Arrays.toString(tensor.shape())));
            assertThat(shapes)
                    .isEqualTo(new TreeMap<>(Map.of(
                            "fc1.weight", "[64, 784]",
                            "fc1.bias", "[64]",
                            "fc2.weight", "[64, 64]",
                            "fc2.bias", "[64]",
                            "fc3.weight", "[64, 64]",
                            "fc3.bias", "[64]",
                            "fc4.weight", "[10, 64]",
                            "fc4.bias", "[10]")));
        }
    }

    private static Json model(String link) throws IOException, InterruptedException {
        String address = link.replace("/m/", "/api/models/");
        return Json.parse(get(address, BodyHandlers.ofString()).body());
    }

    private static <T> HttpResponse<T> get(String address, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpResponse<T> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), handler);
        assertThat(response.statusCode()).as(address).isEqualTo(200);
        return response;
    }
}
