package nabla;

import static nabla.Subscript.all;
import static nabla.Subscript.at;
import static nabla.Subscript.ellipsis;
import static nabla.Subscript.from;
import static nabla.Subscript.newAxis;
import static nabla.Subscript.range;
import static nabla.Subscript.to;
import static nabla.Subscript.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.io.Json;
import nabla.op.DType;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What stands between PyTorch's brackets; PyTorch 1.13 wrote {@code indexing.json}. */
class IndexingTest {
    private final Device standard = Device.standard();

    @AfterEach
    void backToStandard() {
        Device.setStandard(standard);
    }

    @TestFactory
    List<DynamicTest> bracketsShowAndWriteWhatPyTorchsDo() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in = IndexingTest.class.getResourceAsStream("/indexing.json")) {
            for (Json each : Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .items()) {
                for (Device device : List.of(new Device(new JvmBackend()), new Device(new ReferenceBackend()))) {
                    String name = device.name() + " " + each.get("shape") + " " + each.get("subscripts");
                    tests.add(DynamicTest.dynamicTest(name, () -> {
                        Device.setStandard(device);
                        check(each);
                    }));
                }
            }
        }
        return tests;
    }

    private static void check(Json recorded) {
        Tensor tensor = counted(recorded.get("shape").integers());
        List<Subscript> subscripts = new ArrayList<>();
        for (Json each : recorded.get("subscripts").items()) {
            subscripts.addAll(subscript(each));
        }
        Tensor shown = tensor.get(subscripts.toArray(new Subscript[0]));
        assertThat(shown.shape().toArray()).isEqualTo(recorded.get("result").integers());
        assertThat(integers(shown)).isEqualTo(recorded.get("data").integers());
        Json after = recorded.find("after");
        if (after != null) {
            Tensor values = counted(recorded.get("result").integers()).add(1).neg();
            tensor.set(subscripts, values);
            assertThat(integers(tensor)).isEqualTo(after.integers());
        }
    }

    private static Tensor counted(int... shape) {
        int size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        return Tensor.arange(size).to(DType.FLOAT32).clone().reshape(shape);
    }

    private static List<Subscript> subscript(Json spelled) {
        if (spelled.toString().startsWith("\"")) {
            return Subscript.parse(spelled.text());
        }
        int[] shape = spelled.get("shape").integers();
        Json mask = spelled.find("mask");
        int[] numbers = mask == null ? spelled.get("indices").integers() : mask.integers();
        long[] longs = new long[numbers.length];
        boolean[] truths = new boolean[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            longs[i] = numbers[i];
            truths[i] = numbers[i] != 0;
        }
        return List.of(where(
                mask == null
                        ? Tensor.tensor(longs).reshape(shape)
                        : Tensor.tensor(truths).reshape(shape)));
    }

    private static int[] integers(Tensor tensor) {
        double[] numbers = tensor.toDoubleArray();
        int[] integers = new int[numbers.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (int) numbers[i];
        }
        return integers;
    }

    @Test
    void theTypedFormSaysTheSame() {
        Tensor t = counted(5, 7);
        assertThat(integers(t.get(all(), at(0)))).isEqualTo(integers(t.get(":, 0")));
        assertThat(integers(t.get(range(1, 4, 2), from(3)))).isEqualTo(integers(t.get("1:4:2, 3:")));
        assertThat(integers(t.get(ellipsis(), to(-5)))).isEqualTo(integers(t.get("..., :-5")));
        assertThat(t.get(newAxis(), range(1, 3)).shape())
                .isEqualTo(t.get("None, 1:3").shape());
        assertThat(t.at(-1, 2).item()).isEqualTo(30);
    }

    @Test
    void viewsShareMemory() {
        Tensor t = Tensor.ones(4, 4);
        t.set(":, 1", 0);
        assertThat(t.at(0).toArray()).containsExactly(1, 0, 1, 1);
        Tensor row = t.get("2");
        row.add_(5);
        assertThat(t.at(2).toArray()).containsExactly(6, 5, 6, 6);
        t.set("1:3, 2:", Tensor.tensor(new float[] {7, 8}, 2));
        assertThat(row.toArray()).containsExactly(6, 5, 7, 8);
    }

    @Test
    void masksAndIndicesWrite() {
        Tensor t = Tensor.tensor(new float[] {-1, 2, -3, 4}, 4);
        t.set(t.lt(0), 0);
        assertThat(t.toArray()).containsExactly(0, 2, 0, 4);
        t.set(Tensor.tensor(new long[] {0, -1}, 2), Tensor.tensor(new float[] {9, 8}, 2));
        assertThat(t.toArray()).containsExactly(9, 2, 0, 8);
    }

    @Test
    void gradientsFlowThroughBrackets() {
        Tensor x = counted(3, 2).requiresGrad_();
        Tensor chosen = x.get(Tensor.tensor(new long[] {0, 2, 0}, 3));
        assertThat(chosen.gradFn()).hasToString("<IndexBackward0>");
        chosen.sum().add(x.get(":, 1").mul(10).sum()).backward();
        assertThat(Objects.requireNonNull(x.grad()).toArray()).containsExactly(2, 12, 0, 10, 1, 11);

        Tensor y = counted(3).requiresGrad_();
        Tensor written = y.mul(1);
        written.set(y.gt(0.5), Tensor.scalar(0));
        written.sum().backward();
        assertThat(Objects.requireNonNull(y.grad()).toArray()).containsExactly(1, 0, 0);
    }

    @Test
    void whatIsNoSubscriptIsNamedWithItsPlace() {
        Tensor t = counted(3, 4);
        assertThatThrownBy(() -> t.get(":, x"))
                .hasMessage(
                        "index \":, x\": expected a number, a slice such as 1:4, ..., or None at position 3, but found"
                                + " \"x\".\n  Hint: write what stands between PyTorch's brackets, such as \":, 0\" or \"1:4:2, ...,"
                                + " None\".");
        assertThatThrownBy(() -> t.get("0 1")).hasMessageContaining("expected a comma at position 2, but found \"1\".");
        assertThatThrownBy(() -> t.get("")).hasMessageContaining("at position 0, but it ends.");
        assertThat(t.get(" 1 , 2 ,").item()).isEqualTo(6);
        assertThat(t.get("None:2, +1:None").shape().toArray()).containsExactly(2, 3);
    }
}
