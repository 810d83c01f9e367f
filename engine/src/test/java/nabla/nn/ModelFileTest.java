package nabla.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.io.Safetensors;
import nabla.io.SafetensorsLimits;
import nabla.io.StoredTensor;
import org.junit.jupiter.api.Test;

class ModelFileTest {
    private static Sequential network() {
        return new Sequential()
                .add("fc1", new Linear(3, 4))
                .add("relu", new ReLU())
                .add("fc2", new Linear(4, 2));
    }

    @Test
    void networkSurvivesAFileBitForBit() {
        Sequential network = network();
        byte[] bytes = ModelFile.of(network, Map.of("nabla.training", "{}")).write();
        Safetensors file = Safetensors.read(bytes, SafetensorsLimits.SHARED_MODEL);
        assertThat(file.metadata().get("nabla.training")).isEqualTo("{}");
        assertThat(file.tensors().keySet()).containsExactly("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias");
        Sequential read = ModelFile.load(file);
        assertThat(read.toString()).isEqualTo(network.toString());
        Tensor input = Tensor.rand(5, 3);
        assertThat(read.call(input).toArray()).isEqualTo(network.call(input).toArray());
        assertThat(ModelFile.of(read, Map.of("nabla.training", "{}")).write()).isEqualTo(bytes);
    }

    @Test
    void runningStatisticsAreSavedToo() {
        Sequential network = new Sequential(new Conv2d(1, 2, 3), new BatchNorm2d(2), new Flatten(), new Dropout(0.5));
        network.call(Tensor.rand(4, 1, 3, 3));
        network.call(Tensor.rand(4, 1, 3, 3));
        byte[] bytes = ModelFile.of(network, Map.of()).write();
        Sequential read = ModelFile.load(Safetensors.read(bytes, SafetensorsLimits.SHARED_MODEL));
        BatchNorm2d norm = (BatchNorm2d) read.get(1);
        assertThat(norm.numBatchesTracked().toLongArray()).containsExactly(2);
        assertThat(norm.runningMean().toArray())
                .isEqualTo(((BatchNorm2d) network.get(1)).runningMean().toArray());
        Tensor input = Tensor.rand(2, 1, 3, 3);
        assertThat(read.eval().call(input).toArray())
                .isEqualTo(network.eval().call(input).toArray());
    }

    @Test
    void fileThatDoesNotFitItsArchitectureIsRefused() {
        Safetensors good = ModelFile.of(network(), Map.of());
        List<StoredTensor> tensors = List.copyOf(good.tensors().values());
        assertThatThrownBy(() -> ModelFile.architecture(new Safetensors(Map.of(), tensors)))
                .hasMessage("architecture: the file's metadata have no nabla.architecture.");
        assertThatThrownBy(() -> ModelFile.load(new Safetensors(good.metadata(), tensors.subList(0, 3))))
                .hasMessage("architecture: the file has the tensors [fc1.weight, fc1.bias, fc2.weight], but the network"
                        + " the state [fc1.weight, fc1.bias, fc2.weight, fc2.bias].");
        List<StoredTensor> turned = List.of(
                tensors.get(0),
                tensors.get(1),
                StoredTensor.of("fc2.weight", new int[] {4, 2}, new float[8]),
                tensors.get(3));
        assertThatThrownBy(() -> ModelFile.load(new Safetensors(good.metadata(), turned)))
                .hasMessage("architecture: the tensor fc2.weight has the shape [4, 2], but the network's [2, 4].");
    }
}
