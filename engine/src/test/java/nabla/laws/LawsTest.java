package nabla.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tries each law on random shapes. Another run, or more trials: {@code -Dnabla.laws.seed=N -Dnabla.laws.trials=N}; a
 * complaint names the seed of its trial.
 */
class LawsTest {
    private static final long SEED = Long.getLong("nabla.laws.seed", 0);
    private static final int TRIALS = Integer.getInteger("nabla.laws.trials", 250);

    private final Device standard = Device.standard();

    @AfterEach
    void backToStandard() {
        Device.setStandard(standard);
    }

    @TestFactory
    List<DynamicTest> onReference() {
        return laws(new ReferenceBackend());
    }

    @TestFactory
    List<DynamicTest> onJvm() {
        return laws(new JvmBackend());
    }

    private static List<DynamicTest> laws(Backend backend) {
        Device device = new Device(backend);
        System.out.println("laws on " + backend.name() + ": " + Laws.ALL.size() + " laws, " + TRIALS
                + " trials each, from seed " + SEED);
        List<DynamicTest> tests = new ArrayList<>();
        Laws.ALL.forEach((name, law) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            Device.setStandard(device);
            tried(law);
        })));
        return tests;
    }

    private static void tried(LongConsumer law) {
        for (long seed = SEED; seed < SEED + TRIALS; seed++) {
            try {
                law.accept(seed);
            } catch (RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }
}
