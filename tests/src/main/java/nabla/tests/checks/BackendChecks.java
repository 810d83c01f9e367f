package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.Backend;
import nabla.web.webgpu.Opening;
import nabla.web.webgpu.WebGpuBackend;
import nabla.web.webgpu.wgsl.Tuning;
import org.teavm.jso.JSBody;

/**
 * The program: runs all checks on the backend named by its argument and reports each to the page: {@code webgpu}, with the
 * shaders for software adapters, or {@code webgpu-cooperative}, with those for real GPUs.
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
        }
        return checks;
    }

    private static Backend open(String device) {
        Opening opening;
        if (device.equals("webgpu")) {
            opening = Opening.open(Tuning.SOFTWARE);
        } else if (device.equals("webgpu-cooperative")) {
            opening = Opening.open(Tuning.GPU);
        } else {
            throw new IllegalArgumentException("No backend is named " + device + ".");
        }
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
