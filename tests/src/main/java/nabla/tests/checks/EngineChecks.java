package nabla.tests.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nabla.Nabla;
import nabla.Tensor;
import nabla.data.Batch;
import nabla.data.DataLoader;
import nabla.data.TensorDataset;
import nabla.io.Decimals;
import nabla.io.Json;
import nabla.io.JsonException;
import nabla.io.Safetensors;
import nabla.io.SafetensorsException;
import nabla.io.SafetensorsLimits;
import nabla.nn.Flatten;
import nabla.nn.Linear;
import nabla.nn.LogSoftmax;
import nabla.nn.ModelFile;
import nabla.nn.Module;
import nabla.nn.Sequential;
import nabla.op.DType;
import nabla.random.Generator;
import nabla.random.NumpyRandom;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;

/**
 * What the engine does in plain Java, and what TeaVM's class library might do otherwise than the JVM's: random numbers,
 * files, text. The tests on the JVM hold the same values.
 */
final class EngineChecks {
    private EngineChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("uniform numbers are PyTorch's", backend -> uniform()),
                new Check("normal numbers are PyTorch's", backend -> normal()),
                new Check("integers and permutations are PyTorch's", backend -> integers()),
                new Check("NumPy's normal numbers are NumPy's", backend -> numpy()),
                new Check("JSON survives reading and writing", backend -> json()),
                new Check("hostile JSON is refused", backend -> hostileJson()),
                new Check("numbers have fixed decimals", backend -> decimals()),
                new Check("numbers become text and come back as in Java", backend -> javaText()),
                new Check("a network of one's own is printed with its class's name", backend -> printing()),
                new Check("a plan with a constant NaN is found again", backend -> constantNan(new Device(backend))),
                new Check("a loader gathers batches in PyTorch's order", backend -> loader(new Device(backend))),
                new Check("a network survives a file", backend -> modelFile(new Device(backend))));
    }

    private static void uniform() {
        float[] six = new float[6];
        new Generator(0).uniform(six, 0, 1);
        near(six, 5e-5, .4963, .7682, .0885, .1320, .3074, .6341);
        new Generator(7).uniform(six, -1 / Math.sqrt(3), 1 / Math.sqrt(3));
        near(six, 1e-9, 0.0403250754, -0.347792119, 0.183841825, 0.181161284, -0.308580369, -0.0865316316);
    }

    private static void normal() {
        float[] six = new float[6];
        new Generator(0).normal(six, 0, 1);
        near(six, 5e-5, 1.5410, -.2934, -2.1788, .5684, -1.0845, -1.3986);
        float[] block = new float[16];
        new Generator(1).normal(block, 0, 1);
        near(Arrays.copyOf(block, 6), 5e-5, -1.5256, -.7502, -.6540, -1.6095, -.1002, -.6092);
    }

    private static void integers() {
        equal("[4, 1, 7, 5, 3, 9, 0, 8, 6, 2]", Arrays.toString(new Generator(0).permutation(10)));
        long[] five = new long[5];
        new Generator(0).integers(five, 0, 10);
        equal("[4, 9, 3, 0, 3]", Arrays.toString(five));
        equal("67280421310721", Long.toString(new Generator(67280421310721L).initialSeed()));
    }

    private static void numpy() {
        double[] numbers = new NumpyRandom(1).normal(0, 1, 4);
        double[] expected = {1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705};
        for (int i = 0; i < expected.length; i++) {
            // Logarithm and root of the two may differ in the last place.
            if (Math.abs(numbers[i] - expected[i]) > 1e-15) {
                throw new AssertionError(
                        "expected " + Decimals.shortest(expected[i]) + ", but got " + Decimals.shortest(numbers[i]));
            }
        }
    }

    private static void json() {
        String text = "{\"a\":[1,-2.5e-3,true,null,\"∇\\n\\\"\\u0001\"],\"seed\":9223372036854775807}";
        equal(text, Json.parse(text).toString());
        equal("0.001", Json.of(0.001).toString());
        equal("18000", Json.of(18000.0).toString());
        equal("1e-05", Decimals.shortest(Json.parse(Json.of(1e-5).toString()).number()));
    }

    private static void hostileJson() {
        for (String wrong : List.of("", "[1,]", "{\"a\":1,\"a\":2}", "01", "\"\\x\"", "[".repeat(100_000), "nul")) {
            try {
                Json.parse(wrong);
            } catch (JsonException refused) {
                continue;
            }
            throw new AssertionError("accepted " + wrong);
        }
    }

    private static void decimals() {
        equal("0.000220", Decimals.fixed(0.00021996, 6));
        equal("-2.3026", Decimals.fixed(-2.302585, 4));
        equal("0.970", Decimals.fixed(0.96996, 3));
    }

    private static void javaText() {
        double[] doubles = {0, -0.0, 0.1, -2.5, 1e7, 123456.789, 9.99e-4, 1.0 / 3, 1e300, 0.0 / 0, -1 / 0.0};
        String[] texts = {
            "0.0",
            "-0.0",
            "0.1",
            "-2.5",
            "1.0E7",
            "123456.789",
            "9.99E-4",
            "0.3333333333333333",
            "1.0E300",
            "NaN",
            "-Infinity"
        };
        for (int i = 0; i < texts.length; i++) {
            equal(texts[i], "" + doubles[i]);
            equal(texts[i], "" + Double.parseDouble(" " + texts[i]));
        }
        float tie = 16512.8125f;
        equal("16512.812 0.1 1.0E-10 0.33333334", tie + " " + 0.1f + " " + 1e-10f + " " + 1f / 3);
        for (String wrong : new String[] {"", "1x", "e5", ".", "1_0", "nan"}) {
            try {
                Double.parseDouble(wrong);
            } catch (NumberFormatException expected) {
                equal(wrong.isEmpty() ? "empty String" : "For input string: \"" + wrong + "\"", expected.getMessage());
                continue;
            }
            throw new AssertionError("\"" + wrong + "\" was read as a number");
        }
    }

    private static final class Net extends Module {
        private final Linear fc = register("fc", new Linear(3, 2));

        @Override
        public Tensor forward(Tensor input) {
            return fc.call(input);
        }
    }

    private static void printing() {
        equal("Net(\n  (fc): Linear(in_features=3, out_features=2, bias=True)\n)", new Net().toString());
    }

    /** TeaVM compares the doubles of records otherwise than Java does; each step of a training loop once made its own plan. */
    private static void constantNan(Device device) {
        Device before = Device.standard();
        Device.setStandard(device);
        try {
            Tensor x = Tensor.ones(3);
            for (int step = 0; step < 3; step++) {
                equal(
                        "0.0",
                        Decimals.shortest(Tensor.full(Double.NaN, 3).eq(x).sum().item()));
            }
            equal("1", String.valueOf(device.profile().plansMade()));
        } finally {
            Device.setStandard(before);
        }
    }

    private static void loader(Device device) {
        Device before = Device.standard();
        Device.setStandard(device);
        try {
            byte[] pixels = new byte[20];
            long[] labels = new long[10];
            for (int i = 0; i < 10; i++) {
                labels[i] = i;
                pixels[2 * i] = (byte) (20 * i);
            }
            TensorDataset dataset = new TensorDataset(Tensor.tensor(pixels, 10, 2), Tensor.tensor(labels, 10));
            Nabla.manualSeed(5);
            StringBuilder seen = new StringBuilder();
            for (Batch batch : new DataLoader(dataset, 3, true)) {
                seen.append(Arrays.toString(batch.y().toLongArray())).append((int)
                        batch.x().to(DType.FLOAT32).narrow(1, 0, 1).sum().item());
            }
            equal("[8, 3, 0]220[5, 9, 1]300[6, 2, 4]240[7]140", seen.toString());
        } finally {
            Device.setStandard(before);
        }
    }

    private static void modelFile(Device device) {
        Device before = Device.standard();
        Device.setStandard(device);
        try {
            Nabla.manualSeed(7);
            Sequential network = new Sequential()
                    .add("flatten", new Flatten())
                    .add("fc1", new Linear(3, 2))
                    .add("logSoftmax", new LogSoftmax(1));
            byte[] file = ModelFile.of(network, Map.of("nabla.training", "{\"title\":\"∇\"}"))
                    .write();
            Safetensors read = Safetensors.read(file, SafetensorsLimits.SHARED_MODEL);
            equal("{\"title\":\"∇\"}", read.metadata().get("nabla.training"));
            equal(network.toString(), ModelFile.load(read).toString());
            near(
                    ModelFile.load(read).parameters().get(0).toArray(),
                    1e-9,
                    0.0403250754,
                    -0.347792119,
                    0.183841825,
                    0.181161284,
                    -0.308580369,
                    -0.0865316316);
            file[file.length - 1] = (byte) 0x7f;
            file[file.length - 2] = (byte) 0x80;
            Safetensors.read(file, SafetensorsLimits.SHARED_MODEL);
            throw new AssertionError("accepted an infinite number");
        } catch (SafetensorsException refused) {
            equal("NOT_FINITE", refused.rule().name());
        } finally {
            Device.setStandard(before);
        }
    }

    private static void near(float[] actual, double tolerance, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
                throw new AssertionError("element " + i + ": expected " + Decimals.shortest(expected[i]) + ", but got "
                        + Decimals.shortest(actual[i]));
            }
        }
    }

    private static void equal(String expected, @Nullable String actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", but got " + actual);
        }
    }
}
