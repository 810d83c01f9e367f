package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import nabla.conformance.TableCheck;
import nabla.runtime.Device;

/** Every entry of the engine's table of elementwise operations, whichever there are. */
final class TableChecks {
    private TableChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (TableCheck entry : TableCheck.all()) {
            checks.add(new Check("table: " + entry.op().name(), backend -> {
                Device before = Device.standard();
                Device.setStandard(new Device(backend));
                try {
                    entry.run();
                } finally {
                    Device.setStandard(before);
                }
            }));
        }
        return checks;
    }
}
