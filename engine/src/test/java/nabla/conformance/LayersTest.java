package nabla.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.io.Json;
import nabla.nn.MultiheadAttention;
import nabla.op.DType;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds layers and losses, with all their options, against what PyTorch 1.13 answered: {@code layers.json}, written by a
 * script as the cases of {@link ConformanceTest} are.
 */
class LayersTest {
    private static final Device STANDARD = Device.standard();

    @AfterAll
    static void restoreDevice() {
        Device.setStandard(STANDARD);
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
        List<DynamicTest> tests = new ArrayList<>();
        for (Case each : cases()) {
            tests.add(DynamicTest.dynamicTest(each.name(), () -> {
                Device.setStandard(device);
                if (each.recorded().get("op").text().equals("multi_head_attention")) {
                    attend(each.recorded());
                } else {
                    new OperationCheck(each.recorded()).run();
                }
            }));
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests;
    }

    private static List<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(LayersTest.class.getResourceAsStream("/layers.json"))) {
            return Case.read("layers", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void attend(Json recorded) {
        OpCase each = new OpCase(recorded);
        MultiheadAttention layer =
                new MultiheadAttention(6, 2, MultiheadAttention.options().batchFirst(each.flag("batch_first", false)));
        List<Tensor> inputs = each.inputs();
        List<Tensor> parameters = layer.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).data().copy_(inputs.get(3 + i));
        }
        MultiheadAttention.Output output = layer.call(
                inputs.get(0),
                inputs.get(1),
                inputs.get(2),
                mask(each, "key_padding_mask", "kpm_shape", true),
                mask(each, "attn_mask", "mask_shape", each.flag("mask_bool", false)));
        List<Tensor> results = List.of(output.output(), output.weights());
        Tolerance tolerance = Tolerance.usual();
        List<Json> expected = recorded.get("outputs").items();
        for (int i = 0; i < 2; i++) {
            tolerance.check(
                    "output " + i,
                    results.get(i).toDoubleArray(),
                    expected.get(i).get("data"));
            Tensor gradient = Tensor.tensor(
                    Conformance.numbers(expected.get(i).get("grad_output")),
                    results.get(i).shape().toArray());
            results.get(i).backward(gradient, true);
        }
        List<Json> given = recorded.get("inputs").items();
        for (int i = 0; i < given.size(); i++) {
            Tensor leaf = i < 3 ? inputs.get(i) : parameters.get(i - 3);
            tolerance.check(
                    "gradient of " + given.get(i).get("name").text(),
                    Objects.requireNonNull(leaf.grad()).toDoubleArray(),
                    given.get(i).get("grad"));
        }
    }

    private static @Nullable Tensor mask(OpCase each, String name, String shape, boolean isBool) {
        if (!each.has(name)) {
            return null;
        }
        Tensor mask = each.vector(name).view(each.integers(shape));
        return isBool ? mask.to(DType.BOOL) : mask;
    }
}
