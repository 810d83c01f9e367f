package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import nabla.conformance.NotANumberCheck;
import nabla.conformance.TableCheck;
import nabla.runtime.Device;

/** Every entry of the engine's table of elementwise operations, whichever there are, and gradients beside NaN. */
final class TableChecks {
    private TableChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (TableCheck entry : TableCheck.all()) {
            checks.add(on("table: " + entry.op().name(), entry::run));
        }
        for (NotANumberCheck entry : NotANumberCheck.all()) {
            checks.add(on("gradient beside NaN: " + entry.name(), entry::run));
        }
        return checks;
    }

    private static Check on(String name, Runnable check) {
        return new Check(name, backend -> {
            Device before = Device.standard();
            Device.setStandard(new Device(backend));
            try {
                check.run();
            } finally {
                Device.setStandard(before);
            }
        });
    }
}
