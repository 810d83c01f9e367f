package nabla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.io.Safetensors;
import nabla.io.StoredTensor;
import nabla.op.DType;
import nabla.runtime.Device;

/**
 * Named tensors, such as a state dict, as a safetensors file: what PyTorch users do with {@code safetensors.torch}.
 *
 * <pre>{@code
 * byte[] bytes = TensorFile.of(network.stateDict(), Map.of()).write();
 * network.loadStateDict(TensorFile.tensors(Safetensors.read(bytes, SafetensorsLimits.OWN_FILE)));
 * }</pre>
 *
 * @see <a href="https://huggingface.co/docs/safetensors/api/torch">safetensors.torch</a>
 */
public final class TensorFile {
    private TensorFile() {}

    /** Returns the content of a file of these tensors and some text about them. May wait for the device. */
    public static Safetensors of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<StoredTensor> stored = new ArrayList<>();
        // No lambda: it waits, and then TeaVM takes every call of forEach for one that may.
        for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
            stored.add(stored(each.getKey(), each.getValue()));
        }
        return new Safetensors(metadata, stored);
    }

    private static StoredTensor stored(String name, Tensor tensor) {
        int[] shape = tensor.shape().toArray();
        return switch (tensor.dtype()) {
            case FLOAT32 -> StoredTensor.of(name, shape, tensor.toArray());
            case FLOAT64 -> StoredTensor.of(name, shape, tensor.toDoubleArray());
            case INT64 -> StoredTensor.of(name, shape, tensor.toLongArray());
            case BOOL -> StoredTensor.of(name, shape, tensor.toBooleanArray());
            case UINT8 -> StoredTensor.of(name, shape, bytes(tensor.toDoubleArray()));
        };
    }

    private static byte[] bytes(double[] numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) numbers[i];
        }
        return bytes;
    }

    /**
     * Returns the tensors of a file by name, on the standard device. Halves, and integers of 8 bits with a sign, become
     * float32; float64 does too, but on the {@code reference} device.
     */
    public static Map<String, Tensor> tensors(Safetensors file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        file.tensors().forEach((name, stored) -> tensors.put(name, tensor(stored)));
        return tensors;
    }

    private static Tensor tensor(StoredTensor stored) {
        int[] shape = stored.shape();
        return switch (stored.type()) {
            case F32, F16, BF16, I8 -> Tensor.tensor(stored.floats(), shape);
            case F64 ->
                Device.standard().name().equals("reference")
                        ? Tensor.float64(stored.doubles(), shape)
                        : Tensor.tensor(stored.floats(), shape);
            case I64 -> Tensor.tensor(stored.longs(), shape);
            case U8 -> Tensor.tensor(bytes(stored.doubles()), shape);
            case BOOL -> Tensor.tensor(stored.longs(), shape).to(DType.BOOL);
        };
    }
}
