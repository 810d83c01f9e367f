package nabla.conformance;

import java.util.ArrayList;
import java.util.List;
import nabla.Tensor;
import nabla.data.Batch;
import nabla.data.DataLoader;
import nabla.data.TensorDataset;
import nabla.io.Json;

/**
 * Passes over numbered examples, such as {@code two epochs of DataLoader(arange(10), batch_size=3, shuffle=True)}.
 *
 * @param call the loader
 */
record LoaderCall(Call call) {
    private static final String LOADER = "DataLoader(";

    /** Whether a recorded call is of this kind. */
    static boolean is(String code) {
        return code.contains(LOADER);
    }

    static LoaderCall parse(String code) {
        return new LoaderCall(Call.parse(code.substring(code.indexOf(LOADER))));
    }

    /** Goes through as many epochs as were recorded and compares the order of each. */
    void check(String code, List<Json> epochs) {
        Call range = Call.parse(call.arguments().get(0));
        if (!range.name().equals("arange")) {
            throw new AbsentException(code);
        }
        DataLoader loader = new DataLoader(
                new TensorDataset(Tensor.arange(range.integer(0))),
                (int) call.number("batch_size", 1),
                call.flag("shuffle", false),
                call.flag("drop_last", false));
        for (int epoch = 0; epoch < epochs.size(); epoch++) {
            double[] expected = Conformance.numbers(epochs.get(epoch).get("data"));
            List<Double> actual = new ArrayList<>();
            for (Batch batch : loader) {
                for (double number : batch.x().toDoubleArray()) {
                    actual.add(number);
                }
            }
            List<Double> wanted = new ArrayList<>();
            for (double number : expected) {
                wanted.add(number);
            }
            Expect.equal(code + ", epoch " + epoch, wanted, actual);
        }
    }
}
