package nabla.conformance;

import java.util.List;
import nabla.Tensor;
import nabla.io.Json;

/** Recorded numbers, as numbers and as tensors. */
public final class Conformance {
    private Conformance() {}

    /** Returns numbers, which are strings where JSON has none: {@code "NaN"}, {@code "-Infinity"}. */
    public static double[] numbers(Json data) {
        List<Json> items = data.items();
        double[] values = new double[items.size()];
        for (int i = 0; i < values.length; i++) {
            String spelled = items.get(i).toString();
            values[i] = spelled.startsWith("\"")
                    ? special(items.get(i).text())
                    : items.get(i).number();
        }
        return values;
    }

    private static double special(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("\"" + text + "\" is no number.");
        };
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
            case "int64" -> {
                long[] integers = new long[values.length];
                for (int i = 0; i < integers.length; i++) {
                    integers[i] = (long) values[i];
                }
                yield Tensor.tensor(integers, shape);
            }
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
