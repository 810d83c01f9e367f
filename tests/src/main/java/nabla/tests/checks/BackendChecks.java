package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.Backend;
import nabla.web.simd.SimdBackend;
import nabla.web.webgpu.Opening;
import nabla.web.webgpu.WebGpuBackend;
import nabla.web.webgpu.wgsl.Tuning;
import org.teavm.jso.JSBody;

/**
 * The program: runs all checks on the backend named by its argument and reports each to the page: {@code simd}, {@code
 * webgpu} with the shaders for software adapters, or {@code webgpu-cooperative} with those for real GPUs.
 */
public final class BackendChecks {
    private BackendChecks() {}

    public static void main(String[] args) {
        String device = args[0];
        Backend backend = open(device);
        for (Check check : checks(backend)) {
            String problem = "";
            try {
                check.body().run(backend);
            } catch (AssertionError | RuntimeException e) {
                problem = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
            report(check.name(), problem);
        }
        finish();
    }

    private static List<Check> checks(Backend backend) {
        List<Check> checks = new ArrayList<>();
        checks.addAll(TransferChecks.all());
        checks.addAll(MapChecks.all());
        checks.addAll(ReductionChecks.all());
        checks.addAll(ContractionChecks.all());
        checks.addAll(TrainingChecks.all());
        checks.addAll(EngineChecks.all());
        if (backend instanceof WebGpuBackend webgpu) {
            checks.addAll(WebGpuChecks.all(webgpu));
        } else {
            checks.addAll(SimdChecks.all());
        }
        return checks;
    }

    private static Backend open(String device) {
        switch (device) {
            case "simd":
                return SimdBackend.inBrowser();
            case "webgpu":
                return gpu(Tuning.SOFTWARE);
            case "webgpu-cooperative":
                return gpu(Tuning.GPU);
            default:
                throw new IllegalArgumentException("No backend is named " + device + ".");
        }
    }

    private static Backend gpu(Tuning tuning) {
        Opening opening = Opening.open(tuning);
        Backend backend = opening.backend();
        if (backend == null) {
            throw new IllegalStateException(opening.reason());
        }
        return backend;
    }

    @JSBody(
            params = {"name", "problem"},
            script = "self.report(name, problem);")
    private static native void report(String name, String problem);

    @JSBody(script = "self.finish();")
    private static native void finish();
}
