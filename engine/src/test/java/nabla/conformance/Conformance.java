package nabla.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import nabla.Tensor;
import nabla.io.Json;

/** What PyTorch answers: the cases in the test resources, recorded by a script that ran PyTorch 1.13. */
public final class Conformance {
    /** The files of cases, without their ending. */
    public static final List<String> FILES = List.of(
            "elementwise",
            "losses",
            "nn",
            "optimizers",
            "programs",
            "random",
            "reduce",
            "schedulers",
            "shape",
            "text",
            "training");

    private Conformance() {}

    /** Returns the cases of one file. */
    public static List<Json> cases(String file) {
        try (InputStream in = Conformance.class.getResourceAsStream("/conformance/" + file + ".json")) {
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .get("cases")
                    .items();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the case of this name. */
    public static Json find(String file, String name) {
        return cases(file).stream()
                .filter(each -> each.get("name").text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns numbers, which are strings where JSON has none: {@code "NaN"}, {@code "-Infinity"}. */
    public static double[] numbers(Json data) {
        return data.items().stream()
                .mapToDouble(item -> item.toString().startsWith("\"") ? Double.parseDouble(item.text()) : item.number())
                .toArray();
    }

    /** Returns numbers as float32. */
    static float[] floats(Json data) {
        double[] values = numbers(data);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Returns the tensor of a recorded {@code dtype}, {@code shape} and {@code data}, on the standard device. */
    public static Tensor tensor(Json recorded) {
        double[] values = numbers(recorded.get("data"));
        int[] shape = recorded.get("shape").integers();
        return switch (recorded.get("dtype").text()) {
            case "int64" ->
                Tensor.tensor(
                        Arrays.stream(values).mapToLong(value -> (long) value).toArray(), shape);
            case "bool" -> {
                boolean[] truths = new boolean[values.length];
                for (int i = 0; i < truths.length; i++) {
                    truths[i] = values[i] != 0;
                }
                yield Tensor.tensor(truths, shape);
            }
            default -> Tensor.tensor(values, shape);
        };
    }
}
