package nabla.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.runtime.Console;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the engine against what PyTorch answered, on each backend that plain Java has. */
class ConformanceTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Setting SETTING =
            new Setting(DatasetFiles.find(PROJECT), Boolean.getBoolean("nabla.wholeRuns"));
    private static final Device STANDARD = Device.standard();
    private static final Consumer<String> SINK = Console.setSink(System.out::println);
    private static final List<Summary> SUMMARIES = new ArrayList<>();

    @AfterAll
    static void tell() {
        Device.setStandard(STANDARD);
        Console.setSink(SINK);
        for (Summary summary : SUMMARIES) {
            System.out.print(summary.details());
        }
        for (Summary summary : SUMMARIES) {
            System.out.println(summary.line());
        }
    }

    @TestFactory
    List<DynamicTest> reference() {
        return tests(new ReferenceBackend());
    }

    @TestFactory
    List<DynamicTest> jvm() {
        return tests(new JvmBackend());
    }

    private static List<DynamicTest> tests(Backend backend) {
        Device device = new Device(backend);
        Summary summary = new Summary(backend.name());
        SUMMARIES.add(summary);
        List<DynamicTest> tests = new ArrayList<>();
        for (Case each : CaseFiles.find(PROJECT).all()) {
            tests.add(DynamicTest.dynamicTest(each.name(), () -> {
                Device.setStandard(device);
                Outcome outcome = each.run(SETTING);
                summary.add(each.name(), outcome);
                Assumptions.assumeTrue(outcome.kind() != Outcome.Kind.SKIPPED, outcome.message());
                assertThat(outcome.message()).isEmpty();
            }));
        }
        return tests;
    }
}
