package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.Backend;
import nabla.web.webgpu.Opening;
import org.teavm.jso.JSBody;

/**
 * The program: runs all checks on the backend named by its argument, {@code webgpu} or {@code simd}, and reports each to
 * the page.
 */
public final class BackendChecks {
    private BackendChecks() {}

    public static void main(String[] args) {
        String device = args[0];
        Backend backend = open(device);
        for (Check check : checks()) {
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

    private static List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.addAll(TransferChecks.all());
        checks.addAll(MapChecks.all());
        checks.addAll(ReductionChecks.all());
        checks.addAll(ContractionChecks.all());
        return checks;
    }

    private static Backend open(String device) {
        if (!device.equals("webgpu")) {
            throw new IllegalArgumentException("No backend is named " + device + ".");
        }
        Opening opening = Opening.open();
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
