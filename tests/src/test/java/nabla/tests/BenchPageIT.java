package nabla.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import nabla.io.Json;
import nabla.tests.harness.Browser;
import nabla.tests.harness.BrowserKind;
import nabla.tests.harness.RunningSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The bench page, asked by a program and used by a person. What it measures is told, never judged. */
final class BenchPageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** PyTorch's losses of mlp-b10 at the steps that are checked. */
    private static final double[] LOSSES = {2.29443, 2.31869, 2.33751, 2.22846, 2.17768, 2.19454};

    @RegisterExtension
    static final RunningSite SITE = RunningSite.with("--offline");

    static Json bench(Browser browser, String call) {
        browser.script("window.bench(" + call + ").then(told => { self.told = JSON.stringify(told); },"
                + " reason => { self.told = JSON.stringify({failure: reason.message}); });");
        browser.await(
                "the answer to bench(" + call + ")",
                PATIENCE,
                () -> !told(browser).equals("undefined"));
        return Json.parse(told(browser));
    }

    private static String told(Browser browser) {
        return browser.script("return String(self.told);");
    }

    @ParameterizedTest
    @CsvSource({"CHROMIUM, simd", "CHROMIUM, webgpu", "FIREFOX, simd"})
    void trainsToPyTorchsLosses(BrowserKind kind, String device) throws IOException {
        try (Browser browser = kind.open()) {
            browser.go(SITE.at("bench.html?device=" + device));
            Json result = bench(browser, "'mlp-b10', {minMs: 50, reps: 1}");
            System.out.println("mlp-b10 on " + device + " in " + kind + ": " + result);
            assertThat(result.get("stepsPerSec").number()).isPositive();
            List<Json> losses = result.get("loss").items();
            List<Json> steps = result.get("lossSteps").items();
            assertThat(steps).hasSameSizeAs(losses).hasSizeGreaterThanOrEqualTo(4);
            int[] places = {0, 1, 2, 8, 16, 23};
            for (int i = 0; i < steps.size() - 1; i++) {
                assertThat(steps.get(i).integer()).isEqualTo(places[i]);
                assertThat(losses.get(i).number()).isEqualTo(LOSSES[i], within(1e-4));
            }
            if (device.equals("webgpu")) {
                makesFewCalls(result.get("gpuCallsPerStep"));
            }
            assertThat(browser.problems()).isEmpty();
        }
    }

    /** In a steady state; WebGpuChecks counts exactly. */
    private static void makesFewCalls(Json calls) {
        assertThat(calls.get("dispatchWorkgroups").number()).isBetween(1.0, 10.0);
        assertThat(calls.get("submit").number()).isBetween(0.01, 1.0);
        assertThat(calls.get("writeBuffer").number())
                .isEqualTo(calls.get("submit").number());
        for (String made : new String[] {"createBindGroup", "createBuffer", "createComputePipeline"}) {
            assertThat(calls.get(made).number()).as(made).isZero();
        }
    }

    @Test
    void tellsWhenTheFirstStepWasMade() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.go(SITE.at("bench.html?device=simd"));
            Json result = bench(browser, "'load'");
            assertThat(result.get("msToFirstStep").number()).isPositive();
            assertThat(result.get("loss").items().get(0).number()).isEqualTo(2.31064, within(1e-4));
            // The site's letters would double what is fetched before that step.
            assertThat(browser.script("return document.fonts.size;")).isEqualTo("0");
            browser.go(SITE.at(""));
            assertThat(browser.script("return document.fonts.size;")).isEqualTo("3");
        }
    }

    /** Convolutions are in the part of the program that is loaded later. */
    @ParameterizedTest
    @CsvSource({"CHROMIUM, simd", "CHROMIUM, webgpu", "FIREFOX, simd"})
    void loadsTheRestWhereItIsNeeded(BrowserKind kind, String device) throws IOException {
        try (Browser browser = kind.open()) {
            browser.go(SITE.at("bench.html?device=" + device));
            Json result = bench(browser, "'lenet-b64', {firstOnly: true}");
            assertThat(result.get("loss").items().get(0).number()).isEqualTo(2.30064, within(1e-4));
            assertThat(browser.problems()).isEmpty();
        }
    }

    @Test
    void refusesAWorkloadThatItDoesNotKnow() throws IOException {
        try (Browser browser = BrowserKind.CHROMIUM.open()) {
            browser.go(SITE.at("bench.html?device=simd"));
            assertThat(bench(browser, "'mlp-b11'").get("failure").text()).contains("mlp-b11", "mlp-b10");
        }
    }

    @ParameterizedTest
    @EnumSource(BrowserKind.class)
    void showsAPersonTheSpeedsAndCanBeCancelled(BrowserKind kind) throws IOException {
        try (Browser browser = kind.open()) {
            browser.go(SITE.at("bench.html"));
            browser.named("start").click();
            browser.await(
                    "the first speed",
                    PATIENCE,
                    () -> browser.named("speeds").getText().contains("steps/s"));
            assertThat(browser.named("start").isEnabled()).isFalse();
            browser.screenshot("bench-" + kind);
            browser.named("cancel").click();
            browser.await(
                    "the end",
                    () -> browser.named("status").getText().startsWith("Cancelled after ")
                            && browser.named("start").isEnabled());
            for (int width : new int[] {380, 1280}) {
                browser.viewport(width, 900);
                browser.screenshot("bench-" + kind + "-" + width);
                int wide = Integer.parseInt(browser.script("return document.documentElement.scrollWidth;"));
                assertThat(wide).as("width of the page in a window of " + width).isLessThanOrEqualTo(width);
            }
            assertThat(browser.problems()).isEmpty();
        }
    }
}
