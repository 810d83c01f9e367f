package nabla.conformance;

import nabla.nn.BatchNorm2d;
import nabla.nn.Conv2d;
import nabla.nn.Dropout;
import nabla.nn.Embedding;
import nabla.nn.Flatten;
import nabla.nn.LeakyReLU;
import nabla.nn.Linear;
import nabla.nn.LogSoftmax;
import nabla.nn.MaxPool2d;
import nabla.nn.Module;
import nabla.nn.Pair;
import nabla.nn.ReLU;
import nabla.nn.Sequential;
import nabla.nn.Sigmoid;
import nabla.nn.Softmax;
import nabla.nn.Tanh;

/** Makes the layers that cases name, as they are called or as they are printed. */
final class Layers {
    private Layers() {}

    /** Returns the layer of a call such as {@code Linear(8, 16)} or {@code Softmax(dim=1)}. */
    static Module of(Call layer) {
        return switch (layer.name()) {
            case "Linear" ->
                new Linear(
                        integer(layer, 0, "in_features"), integer(layer, 1, "out_features"), layer.flag("bias", true));
            case "Conv2d" -> conv2d(layer);
            case "MaxPool2d" -> maxPool2d(layer);
            case "BatchNorm2d" ->
                new BatchNorm2d(
                        integer(layer, 0, "num_features"),
                        BatchNorm2d.options()
                                .eps(layer.number("eps", 1e-5))
                                .momentum(layer.number("momentum", 0.1))
                                .affine(layer.flag("affine", true))
                                .trackRunningStats(layer.flag("track_running_stats", true)));
            case "Embedding" -> new Embedding(integer(layer, 0, "num_embeddings"), integer(layer, 1, "embedding_dim"));
            case "Dropout" -> new Dropout(layer.number("p", 0.5));
            case "Flatten" -> new Flatten(layer.integers("start_dim", 1)[0], layer.integers("end_dim", -1)[0]);
            case "LeakyReLU" -> new LeakyReLU(layer.number("negative_slope", 0.01));
            case "Softmax" -> new Softmax(integer(layer, 0, "dim"));
            case "LogSoftmax" -> new LogSoftmax(integer(layer, 0, "dim"));
            case "ReLU" -> new ReLU();
            case "Tanh" -> new Tanh();
            case "Sigmoid" -> new Sigmoid();
            case "Sequential" -> new Sequential();
            default -> throw new AbsentException(layer.name());
        };
    }

    private static Conv2d conv2d(Call layer) {
        int[] kernel = pair(layer.arguments().size() > 2 ? layer.integers(2) : layer.integers("kernel_size"));
        int[] stride = pair(layer.integers("stride", 1));
        int[] padding = pair(layer.integers("padding", 0));
        int[] dilation = pair(layer.integers("dilation", 1));
        return new Conv2d(
                integer(layer, 0, "in_channels"),
                integer(layer, 1, "out_channels"),
                kernel,
                Conv2d.options()
                        .stride(stride[0], stride[1])
                        .padding(padding[0], padding[1])
                        .dilation(dilation[0], dilation[1])
                        .groups(layer.integers("groups", 1)[0])
                        .bias(layer.flag("bias", true)));
    }

    private static MaxPool2d maxPool2d(Call layer) {
        int[] kernel = layer.arguments().isEmpty() ? layer.integers("kernel_size") : layer.integers(0);
        MaxPool2d.Options options = new MaxPool2d.Options(
                size(layer.integers("stride", kernel)),
                size(layer.integers("padding", 0)),
                size(layer.integers("dilation", 1)),
                layer.flag("ceil_mode", false));
        return new MaxPool2d(size(kernel), options);
    }

    /** As it is told: one number or two. */
    private static Pair size(int[] numbers) {
        return numbers.length == 1 ? Pair.both(numbers[0]) : Pair.of(numbers);
    }

    private static int integer(Call layer, int place, String name) {
        return layer.arguments().size() > place ? layer.integer(place) : layer.integers(name)[0];
    }

    private static int[] pair(int[] numbers) {
        return numbers.length == 2 ? numbers : new int[] {numbers[0], numbers[0]};
    }
}
