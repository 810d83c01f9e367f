package nabla.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private static final CaseFiles FILES = CaseFiles.find(PROJECT);
    private static final Setting SETTING =
            new Setting(DatasetFiles.find(PROJECT), Boolean.getBoolean("nabla.wholeRuns"));
    private static final Device STANDARD = Device.standard();
    private static final Consumer<String> SINK = Console.setSink(System.out::println);
    private static final Set<String> FAILING = new HashSet<>();
    private static final List<Summary> SUMMARIES = new ArrayList<>();

    @AfterAll
    static void tell() throws IOException {
        Device.setStandard(STANDARD);
        Console.setSink(SINK);
        for (Summary summary : SUMMARIES) {
            System.out.print(summary.details());
        }
        for (Summary summary : SUMMARIES) {
            System.out.println(summary.line());
        }
        Set<String> passing = Pending.names(PROJECT);
        passing.removeAll(FAILING);
        assertThat(passing)
                .as("cases that pass, but are named in src/test/resources/pending: take them out")
                .isEmpty();
    }

    @TestFactory
    List<DynamicTest> reference() throws IOException {
        return tests(new ReferenceBackend());
    }

    @TestFactory
    List<DynamicTest> jvm() throws IOException {
        return tests(new JvmBackend());
    }

    private static List<DynamicTest> tests(Backend backend) throws IOException {
        Device device = new Device(backend);
        Summary summary = new Summary(backend.name());
        SUMMARIES.add(summary);
        Set<String> pending = Pending.names(PROJECT);
        List<DynamicTest> tests = new ArrayList<>();
        for (Case each : FILES.all()) {
            tests.add(DynamicTest.dynamicTest(each.name(), () -> {
                Device.setStandard(device);
                Outcome outcome = each.run(SETTING);
                summary.add(each.name(), outcome);
                Assumptions.assumeTrue(outcome.kind() != Outcome.Kind.SKIPPED, outcome.message());
                if (pending.contains(each.name())) {
                    if (outcome.kind() == Outcome.Kind.FAILED) {
                        FAILING.add(each.name());
                    }
                } else {
                    assertThat(outcome.message()).isEmpty();
                }
            }));
        }
        return tests;
    }
}
