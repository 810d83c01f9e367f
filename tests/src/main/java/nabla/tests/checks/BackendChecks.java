package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.Backend;
import nabla.web.webgpu.WebGpuBackend;

/** The suite of all checks of a backend. */
final class BackendChecks {
    private BackendChecks() {}

    /** Runs them and reports each to the page. */
    static void run(Backend backend) {
        for (Check check : checks(backend)) {
            String problem = "";
            try {
                check.body().run(backend);
            } catch (AssertionError | RuntimeException e) {
                problem = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
            Program.report(check.name(), problem, false);
        }
    }

    private static List<Check> checks(Backend backend) {
        List<Check> checks = new ArrayList<>();
        checks.addAll(TransferChecks.all());
        checks.addAll(MapChecks.all());
        checks.addAll(ReductionChecks.all());
        checks.addAll(ContractionChecks.all());
        checks.addAll(TrainingChecks.all());
        checks.addAll(TableChecks.all());
        checks.addAll(EngineChecks.all());
        checks.addAll(RefusalChecks.all());
        if (backend instanceof WebGpuBackend webgpu) {
            checks.addAll(WebGpuChecks.all(webgpu));
        } else {
            checks.addAll(SimdChecks.all());
            checks.add(RefusalChecks.beforeTheUpdate());
        }
        return checks;
    }
}
