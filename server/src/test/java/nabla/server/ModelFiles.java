package nabla.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.io.Safetensors;
import nabla.io.StoredTensor;

/** Files of small models, good and nearly good. */
final class ModelFiles {
    static final String ARCHITECTURE = "{\"type\":\"Sequential\",\"children\":["
            + "{\"name\":\"flatten\",\"type\":\"Flatten\",\"startDim\":1,\"endDim\":-1},"
            + "{\"name\":\"fc1\",\"type\":\"Linear\",\"inFeatures\":4,\"outFeatures\":3,\"bias\":true},"
            + "{\"name\":\"relu1\",\"type\":\"ReLU\"},"
            + "{\"name\":\"fc2\",\"type\":\"Linear\",\"inFeatures\":3,\"outFeatures\":2,\"bias\":false}]}";

    static final String TRAINING = "{\"lesson\":\"train-mnist\",\"dataset\":\"mnist\",\"datasetTitle\":\"MNIST\","
            + "\"seed\":0,\"optimizer\":\"adam\",\"learningRate\":0.001,\"batchSize\":10,\"epochs\":3,\"steps\":18000,"
            + "\"device\":\"simd\",\"accuracy\":0.967,"
            + "\"history\":{\"loss\":[[1,2.3],[2,1.1]],\"accuracy\":[[18000,0.967]]}}";

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<StoredTensor> tensors = new ArrayList<>();

    private ModelFiles() {
        metadata.put("nabla.architecture", ARCHITECTURE);
        metadata.put("nabla.training", TRAINING);
        tensor("fc1.weight", 3, 4).tensor("fc1.bias", 3).tensor("fc2.weight", 2, 3);
    }

    /** A model that is right in every respect. */
    static ModelFiles good() {
        return new ModelFiles();
    }

    ModelFiles metadata(String name, String value) {
        metadata.put(name, value);
        return this;
    }

    ModelFiles withoutMetadata(String name) {
        metadata.remove(name);
        return this;
    }

    ModelFiles tensor(String name, int... shape) {
        int count = 1;
        for (int size : shape) {
            count *= size;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 0.25f * i - 1;
        }
        return tensor(name, values, shape);
    }

    ModelFiles tensor(String name, float[] values, int... shape) {
        tensors.removeIf(tensor -> tensor.name().equals(name));
        tensors.add(StoredTensor.of(name, shape, values));
        return this;
    }

    ModelFiles withoutTensor(String name) {
        tensors.removeIf(tensor -> tensor.name().equals(name));
        return this;
    }

    byte[] bytes() {
        return new Safetensors(metadata, tensors).write();
    }
}
