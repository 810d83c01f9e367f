package nabla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import nabla.io.Safetensors;
import nabla.io.SafetensorsLimits;
import nabla.op.DType;
import org.junit.jupiter.api.Test;

class TensorFileTest {
    @Test
    void tensorsOfEveryTypeComeBack() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(
                "weight", Tensor.tensor(new float[] {1, -2, 3, 4, 5, 6}, 2, 3).t());
        tensors.put("count", Tensor.tensor(new long[] {7}, new int[0]));
        tensors.put("mask", Tensor.tensor(new boolean[] {true, false}, 2));
        tensors.put("bytes", Tensor.tensor(new byte[] {(byte) 200, 1}, 2));
        byte[] file = TensorFile.of(tensors, Map.of("about", "nothing")).write();

        Safetensors read = Safetensors.read(file, SafetensorsLimits.OWN_FILE);
        assertThat(read.metadata()).containsEntry("about", "nothing");
        Map<String, Tensor> back = TensorFile.tensors(read);
        assertThat(back.keySet()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
        tensors.forEach((name, before) -> {
            Tensor after = Objects.requireNonNull(back.get(name));
            assertThat(after.dtype()).as(name).isEqualTo(before.dtype());
            assertThat(after.shape()).as(name).isEqualTo(before.shape());
            assertThat(after.toDoubleArray()).as(name).isEqualTo(before.toDoubleArray());
        });
        assertThat(Objects.requireNonNull(back.get("mask")).dtype()).isEqualTo(DType.BOOL);
    }
}
