package nabla.tests.checks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import nabla.backend.Backend;
import nabla.conformance.Case;
import nabla.conformance.MissingDatasetException;
import nabla.conformance.Outcome;
import nabla.conformance.Setting;
import nabla.runtime.Console;
import nabla.runtime.Device;
import nabla.web.js.Http;
import nabla.web.js.Promises;
import org.teavm.jso.typedarrays.Int8Array;

/** The suite of what PyTorch answered. The harness's server has the cases and the datasets. */
final class ConformanceChecks {
    private ConformanceChecks() {}

    /**
     * Runs all cases and reports each to the page.
     *
     * @param opener makes the backend, again after each failure
     * @param arguments the folder of the datasets, or nothing where there are none; whether whole programs are run: {@code
     *     true} or {@code false}; then the names of the files of cases
     */
    static void run(Supplier<Backend> opener, String... arguments) {
        Console.setSink(Notes::say);
        Device.setStandard(new Device(opener.get()));
        String datasets = arguments[0];
        Setting setting = new Setting(
                (dataset, file) -> {
                    if (datasets.isEmpty()) {
                        throw new MissingDatasetException("folder of datasets");
                    }
                    return bytes(datasets + "/" + dataset + "/" + file);
                },
                arguments[1].equals("true"));
        for (String file : Arrays.copyOfRange(arguments, 2, arguments.length)) {
            String text = new String(bytes("conformance/" + file + ".json"), StandardCharsets.UTF_8);
            for (Case each : Case.read(file, text)) {
                Outcome outcome = each.run(setting);
                Program.report(each.name(), outcome.message(), outcome.kind() == Outcome.Kind.SKIPPED);
                if (outcome.kind() == Outcome.Kind.FAILED) {
                    // A GPU that reported an error does nothing more.
                    Device.setStandard(new Device(opener.get()));
                }
                Promises.yieldToBrowser();
            }
        }
    }

    private static byte[] bytes(String address) {
        return new Int8Array(Http.bytes(address)).copyToJavaArray();
    }
}
