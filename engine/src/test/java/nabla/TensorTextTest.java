package nabla;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nabla.conformance.Conformance;
import nabla.io.Json;
import nabla.op.DType;
import nabla.op.Shape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tensors are printed as PyTorch 1.13 prints them, which wrote {@code printing.json}. */
class TensorTextTest {
    @TestFactory
    List<DynamicTest> elementsArePrintedAsPyTorchPrintsThem() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in = TensorTextTest.class.getResourceAsStream("/printing.json")) {
            for (Json each : Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .items()) {
                String expected = each.get("text").text().replace("torch.", "");
                tests.add(DynamicTest.dynamicTest(
                        expected, () -> assertThat(print(each)).isEqualTo(expected)));
            }
        }
        return tests;
    }

    private static String print(Json recorded) {
        int[] extents = recorded.get("shape").items().stream()
                .mapToInt(item -> (int) item.integer())
                .toArray();
        DType type = DType.valueOf(recorded.get("dtype").text().toUpperCase(Locale.ROOT));
        Object elements = elements(recorded.get("data"), type);
        return TensorText.of(elements, Shape.of(extents), type, List.of(), PrintOptions.DEFAULT);
    }

    private static Object elements(Json data, DType type) {
        int size = data.items().size();
        if (type == DType.INT64) {
            return data.items().stream()
                    .mapToLong(item -> Long.parseLong(item.toString()))
                    .toArray();
        }
        double[] numbers = Conformance.numbers(data);
        float[] floats = new float[size];
        boolean[] truths = new boolean[size];
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            floats[i] = (float) numbers[i];
            truths[i] = numbers[i] != 0;
            bytes[i] = (byte) numbers[i];
        }
        return switch (type) {
            case FLOAT32 -> floats;
            case BOOL -> truths;
            case UINT8 -> bytes;
            default -> numbers;
        };
    }

    private static String vector(float[] values, PrintOptions options, String... suffixes) {
        return TensorText.of(values, Shape.of(values.length), DType.FLOAT32, List.of(suffixes), options);
    }

    @Test
    void aSuffixThatWouldPassTheLastColumnGoesToALineOfItsOwn() {
        float[] ten = {-25.393f, -17.943f, -11.81f, -15.074f, -27.14f, -20.39f, -36.855f, -7.7486e-6f, -21.229f, -18.54f
        };
        assertThat(vector(ten, PrintOptions.DEFAULT, "grad_fn=<SelectBackward0>"))
                .isEqualTo("""
                        tensor([-2.5393e+01, -1.7943e+01, -1.1810e+01, -1.5074e+01, -2.7140e+01,
                                -2.0390e+01, -3.6855e+01, -7.7486e-06, -2.1229e+01, -1.8540e+01],
                               grad_fn=<SelectBackward0>)""");
        assertThat(vector(new float[] {1.5f}, PrintOptions.DEFAULT, "device='webgpu:0'", "requires_grad=True"))
                .isEqualTo("tensor([1.5000], device='webgpu:0', requires_grad=True)");
    }

    @Test
    void optionsChangePrecisionWidthAndWhatIsLeftOut() {
        float[] six = {1, 2, 3.25f, 4, 5, 6};
        assertThat(vector(six, new PrintOptions(2, 1000, 3, 80, null)))
                .isEqualTo("tensor([1.00, 2.00, 3.25, 4.00, 5.00, 6.00])");
        assertThat(vector(six, new PrintOptions(4, 4, 1, 80, null))).isEqualTo("tensor([1.,  ..., 6.])");
        assertThat(vector(six, new PrintOptions(4, 1000, 3, 30, null)))
                .isEqualTo("tensor([1.0000, 2.0000,\n        3.2500, 4.0000,\n        5.0000, 6.0000])");
        assertThat(vector(new float[] {-1, 2}, new PrintOptions(1, 1000, 3, 80, true)))
                .isEqualTo("tensor([-1.0e+00, 2.0e+00])");
        assertThat(vector(new float[] {1e-7f, 2}, new PrintOptions(4, 1000, 3, 80, false)))
                .isEqualTo("tensor([    0.0000,     2.0000])");
    }
}
