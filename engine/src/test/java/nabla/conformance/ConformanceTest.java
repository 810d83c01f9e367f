package nabla.conformance;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.io.Json;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the engine against what PyTorch answered, on each backend that plain Java has. Cases of operations that the
 * engine does not have yet are left out; the line that is printed says how many.
 */
class ConformanceTest {
    private static final Device STANDARD = Device.standard();

    @AfterAll
    static void restoreDevice() {
        Device.setStandard(STANDARD);
    }

    @TestFactory
    List<DynamicTest> reference() {
        return tests(new ReferenceBackend(), new Tolerance(1e-6, 1e-8), new Tolerance(1e-6, 1e-8));
    }

    @TestFactory
    List<DynamicTest> jvm() {
        return tests(new JvmBackend(), new Tolerance(2e-4, 2e-5), new Tolerance(1e-3, 2e-5));
    }

    private static List<DynamicTest> tests(Backend backend, Tolerance usual, Tolerance training) {
        Device device = new Device(backend);
        List<DynamicTest> tests = new ArrayList<>();
        int all = 0;
        for (String file : Conformance.FILES) {
            for (Json recorded : Conformance.cases(file)) {
                all++;
                Check check = check(recorded);
                if (check != null) {
                    Tolerance tolerance = check instanceof TrainingCheck ? training : usual;
                    tests.add(DynamicTest.dynamicTest(
                            file + ": " + recorded.get("name").text(), () -> {
                                Device.setStandard(device);
                                check.run(tolerance);
                            }));
                }
            }
        }
        System.out.println("conformance " + backend.name() + ": " + tests.size() + " of " + all);
        return tests;
    }

    private static @Nullable Check check(Json recorded) {
        return switch (recorded.get("kind").text()) {
            case "op" -> Operations.has(recorded) ? new OperationCheck(recorded) : null;
            case "optimizer" -> OptimizerCheck.has(recorded) ? new OptimizerCheck(recorded) : null;
            case "training" -> new TrainingCheck(recorded);
            case "random" -> RandomCheck.has(recorded) ? new RandomCheck(recorded) : null;
            default -> null;
        };
    }
}
