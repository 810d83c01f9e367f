package nabla.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import nabla.Nabla;
import nabla.Tensor;
import nabla.backend.jvm.JvmBackend;
import nabla.optim.SGD;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers beside their numbers, which {@code LayersTest} of the conformance package compares. */
class LayerTest {
    private static final Device STANDARD = Device.standard();

    @AfterEach
    void restore() {
        Device.setStandard(STANDARD);
    }

    private record Printed(Module module, String text) {}

    static List<Printed> printed() {
        return List.of(
                new Printed(new Conv1d(3, 4, 3), "Conv1d(3, 4, kernel_size=(3,), stride=(1,))"),
                new Printed(
                        new Conv1d(
                                3, 4, 3, Conv1d.options().stride(2).padding(1).dilation(2)),
                        "Conv1d(3, 4, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,))"),
                new Printed(
                        new Conv2d(
                                3,
                                6,
                                3,
                                Conv2d.options().padding("same").dilation(2).groups(3)),
                        "Conv2d(3, 6, kernel_size=(3, 3), stride=(1, 1), padding=same, dilation=(2, 2), groups=3)"),
                new Printed(
                        new ConvTranspose2d(
                                3,
                                2,
                                3,
                                ConvTranspose2d.options().stride(2).padding(1).outputPadding(1)),
                        "ConvTranspose2d(3, 2, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), output_padding=(1, 1))"),
                new Printed(
                        new ConvTranspose2d(
                                4,
                                2,
                                3,
                                ConvTranspose2d.options().dilation(2).groups(2).bias(false)),
                        "ConvTranspose2d(4, 2, kernel_size=(3, 3), stride=(1, 1), dilation=(2, 2), groups=2, bias=False)"),
                new Printed(
                        new MaxPool2d(2), "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)"),
                new Printed(
                        new MaxPool2d(
                                new int[] {2, 3}, MaxPool2d.options().stride(1).padding(0, 1)),
                        "MaxPool2d(kernel_size=(2, 3), stride=1, padding=(0, 1), dilation=1, ceil_mode=False)"),
                new Printed(
                        new MaxPool1d(2), "MaxPool1d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)"),
                new Printed(
                        new AvgPool2d(
                                new int[] {2, 3}, AvgPool2d.options().padding(1).countIncludePad(false)),
                        "AvgPool2d(kernel_size=(2, 3), stride=(2, 3), padding=1)"),
                new Printed(new AdaptiveAvgPool2d(1), "AdaptiveAvgPool2d(output_size=1)"),
                new Printed(new AdaptiveAvgPool2d(3, 4), "AdaptiveAvgPool2d(output_size=(3, 4))"),
                new Printed(
                        new BatchNorm1d(3),
                        "BatchNorm1d(3, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)"),
                new Printed(
                        new BatchNorm2d(
                                3,
                                BatchNorm2d.options()
                                        .momentum(null)
                                        .affine(false)
                                        .trackRunningStats(false)),
                        "BatchNorm2d(3, eps=1e-05, momentum=None, affine=False, track_running_stats=False)"),
                new Printed(new LayerNorm(6), "LayerNorm((6,), eps=1e-05, elementwise_affine=True)"),
                new Printed(
                        new LayerNorm(
                                new int[] {6, 4}, LayerNorm.options().eps(1e-3).elementwiseAffine(false)),
                        "LayerNorm((6, 4), eps=0.001, elementwise_affine=False)"),
                new Printed(new Dropout(), "Dropout(p=0.5, inplace=False)"),
                new Printed(new Embedding(4, 5), "Embedding(4, 5)"),
                new Printed(new Embedding(4, 5, -1), "Embedding(4, 5, padding_idx=3)"),
                new Printed(new Flatten(), "Flatten(start_dim=1, end_dim=-1)"),
                new Printed(new Unflatten(1, 2, 3), "Unflatten(dim=1, unflattened_size=(2, 3))"),
                new Printed(new Identity(), "Identity()"),
                new Printed(new LeakyReLU(), "LeakyReLU(negative_slope=0.01)"),
                new Printed(new ELU(), "ELU(alpha=1.0)"),
                new Printed(new GELU(), "GELU(approximate='none')"),
                new Printed(new SiLU(), "SiLU()"),
                new Printed(new Softplus(), "Softplus(beta=1, threshold=20)"),
                new Printed(new Hardtanh(), "Hardtanh(min_val=-1.0, max_val=1.0)"),
                new Printed(new LogSigmoid(), "LogSigmoid()"),
                new Printed(new LogSoftmax(1), "LogSoftmax(dim=1)"),
                new Printed(
                        new MultiheadAttention(4, 2),
                        "MultiheadAttention(\n  (out_proj): NonDynamicallyQuantizableLinear(in_features=4, out_features=4,"
                                + " bias=True)\n)"),
                new Printed(
                        new ModuleList(new Linear(2, 2), new ReLU()),
                        "ModuleList(\n  (0): Linear(in_features=2, out_features=2, bias=True)\n  (1): ReLU()\n)"),
                new Printed(new CrossEntropyLoss(), "CrossEntropyLoss()"));
    }

    @ParameterizedTest
    @MethodSource
    void printed(Printed each) {
        assertThat(each.module.toString()).isEqualTo(each.text);
    }

    @Test
    void sizesAreSpelledAsTheyWereTold() {
        assertThat(new MaxPool2d(new int[] {2, 2}, MaxPool2d.options()))
                .hasToString("MaxPool2d(kernel_size=(2, 2), stride=(2, 2), padding=0, dilation=1, ceil_mode=False)");
        assertThat(new MaxPool2d(2, MaxPool2d.options().stride(2, 2)))
                .hasToString("MaxPool2d(kernel_size=2, stride=(2, 2), padding=0, dilation=1, ceil_mode=False)");
        assertThat(new AdaptiveAvgPool2d(3, 3)).hasToString("AdaptiveAvgPool2d(output_size=(3, 3))");
    }

    @Test
    void attentionHeedsTheMask() {
        Tensor query = Tensor.rand(2, 3, 4);
        Tensor key = Tensor.rand(2, 5, 4);
        Tensor value = Tensor.rand(2, 5, 6);
        Tensor mayLook = Tensor.ones(3, 5).tril();
        Tensor masked = F.scaledDotProductAttention(query, key, value, mayLook.ne(0), 0);
        assertThat(masked.select(1, 0).toArray()).isEqualTo(value.select(1, 0).toArray());
        Tensor penalty = mayLook.sub(1).mul(1e4);
        assertThat(F.scaledDotProductAttention(query, key, value, penalty, 0).toDoubleArray())
                .containsExactly(masked.toDoubleArray(), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("printed")
    void layersSurviveTheirDescription(Printed each) {
        if (!(each.module instanceof Layer)) {
            assertThatThrownBy(() -> Architecture.of(new Sequential(each.module)))
                    .isInstanceOf(ArchitectureException.class)
                    .hasMessageContaining("cannot be described");
            return;
        }
        Sequential network = new Sequential(each.module);
        Architecture architecture = Architecture.parse(Architecture.of(network).toString());
        Sequential twin = architecture.build();
        assertThat(twin.toString()).isEqualTo(network.toString());
        assertThat(twin.stateDict().keySet()).isEqualTo(network.stateDict().keySet());
        assertThat(architecture.state().keySet()).isEqualTo(network.stateDict().keySet());
        assertThat(Architecture.of(twin).toString()).isEqualTo(architecture.toString());
    }

    @Test
    void batchNormalisationTakesUpTheStatisticsOfEachBatch() {
        BatchNorm1d norm = new BatchNorm1d(2);
        norm.call(Tensor.tensor(new double[] {1, 10, 3, 30}, 2, 2));
        assertThat(norm.runningMean().toDoubleArray()).containsExactly(new double[] {.2, 2}, within(1e-6));
        assertThat(norm.runningVar().toDoubleArray()).containsExactly(new double[] {1.1, 20.9}, within(1e-5));
        norm.eval();
        norm.call(Tensor.ones(2, 2));
        assertThat(norm.numBatchesTracked().toLongArray()).containsExactly(1);
        assertThat(norm.stateDict().keySet())
                .containsExactly("weight", "bias", "running_mean", "running_var", "num_batches_tracked");
    }

    @Test
    void withoutMomentumItAveragesAllBatches() {
        BatchNorm1d norm = new BatchNorm1d(1, BatchNorm1d.options().momentum(null));
        for (double value : new double[] {1, 2, 6}) {
            norm.call(Tensor.tensor(new double[] {value - 1, value + 1}, 2, 1));
        }
        assertThat(norm.runningMean().item()).isCloseTo(3, within(1e-6));
        assertThat(norm.runningVar().item()).isCloseTo(2, within(1e-6));
        norm.resetParameters();
        assertThat(norm.numBatchesTracked().item()).isZero();
    }

    /** Forty layers: more than the losses and outputs that a device remembers for its next step. */
    @Test
    void runningStatisticsSurviveTraining() {
        Sequential network = new Sequential();
        for (int i = 0; i < 40; i++) {
            network.append(new Linear(3, 3)).append(new BatchNorm1d(3));
        }
        SGD optimizer = new SGD(network.parameters(), 0.01);
        Tensor input = Tensor.rand(8, 3);
        for (int step = 0; step < 3; step++) {
            optimizer.zeroGrad();
            network.call(input).square().mean().backward();
            optimizer.step();
        }
        for (Tensor buffer : network.buffers()) {
            for (double value : buffer.toDoubleArray()) {
                assertThat(value).isBetween(-100.0, 100.0);
            }
        }
        assertThat(((BatchNorm1d) network.get(1)).numBatchesTracked().item()).isEqualTo(3);
    }

    @Test
    void dropoutDropsItsPartAndScalesTheRest() {
        Nabla.manualSeed(0);
        Dropout layer = new Dropout(0.25);
        Tensor ones = Tensor.ones(100, 100);
        float[] first = layer.call(ones).toArray();
        float[] second = layer.call(ones).toArray();
        int dropped = 0;
        for (float value : first) {
            assertThat(value == 0 || Math.abs(value - 4 / 3f) < 1e-6).isTrue();
            dropped += value == 0 ? 1 : 0;
        }
        assertThat(dropped).isBetween(2350, 2650);
        assertThat(second).isNotEqualTo(first);
        Nabla.manualSeed(0);
        assertThat(layer.call(ones).toArray()).isEqualTo(first);
        assertThat(layer.eval().call(ones)).isSameAs(ones);
        assertThat(F.dropout(ones, 1).sum().item()).isZero();
    }

    @Test
    void dropoutsGradientIsWhatItLeft() {
        Tensor input = Tensor.ones(50).requiresGrad_();
        Tensor output = F.dropout(input, 0.5);
        float[] left = output.toArray();
        output.sum().backward();
        assertThat(Objects.requireNonNull(input.grad()).toArray()).isEqualTo(left);
    }

    @Test
    void everyStepWithDropoutReplaysOnePlan() {
        Device device = new Device(new JvmBackend());
        Device.setStandard(device);
        Sequential network = new Sequential(new Linear(4, 8), new Dropout(), new BatchNorm1d(8), new Linear(8, 2));
        SGD optimizer = new SGD(network.parameters(), 0.1);
        Tensor x = Tensor.rand(6, 4);
        long plans = 0;
        for (int step = 0; step < 5; step++) {
            optimizer.zeroGrad();
            network.call(x).square().mean().backward();
            optimizer.step();
            if (step == 2) {
                plans = device.profile().plansMade();
            }
        }
        assertThat(device.profile().plansMade()).isEqualTo(plans);
    }

    @Test
    void thePaddingsVectorIsZeroAndDoesNotLearn() {
        Embedding layer = new Embedding(4, 3, 1);
        Tensor output = layer.call(Tensor.tensor(new long[] {0, 1, 1, 3}, 2, 2));
        assertThat(output.shape()).hasToString("[2, 2, 3]");
        assertThat(layer.weight().select(0, 1).toArray()).containsOnly(0);
        output.sum().backward();
        float[] gradient = Objects.requireNonNull(layer.weight().grad()).toArray();
        assertThat(gradient).containsExactly(1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1);
    }

    @Test
    void softmaxAndFlattenAsInTheCourse() {
        assertThat(new Softmax(1)
                        .call(Tensor.tensor(new double[] {1, 2, 3}, 1, 3))
                        .toDoubleArray())
                .containsExactly(new double[] {.0900, .2447, .6652}, within(5e-5));
        assertThat(new Flatten().call(Tensor.zeros(3, 28, 28)).shape()).hasToString("[3, 784]");
        assertThat(new Unflatten(1, 2, 3).call(Tensor.zeros(5, 6)).shape()).hasToString("[5, 2, 3]");
    }

    private static void refused(String words, Supplier<Object> call) {
        assertThatThrownBy(call::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words + "\n  Hint: ");
    }

    @Test
    void whatDoesNotFitIsRefusedInPyTorchsWords() {
        Tensor picture = Tensor.zeros(1, 3, 8, 8);
        refused(
                "mat1 and mat2 shapes cannot be multiplied (1x4 and 3x2)",
                () -> new Linear(3, 2).call(Tensor.zeros(1, 4)));
        refused(
                "mat1 and mat2 shapes cannot be multiplied (4x4 and 3x2)",
                () -> new Linear(3, 2).call(Tensor.zeros(2, 2, 4)));
        refused(
                "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [2, 2]",
                () -> new Conv2d(1, 6, 5).call(Tensor.zeros(2, 2)));
        refused(
                "Given groups=1, weight of size [6, 1, 5, 5], expected input[1, 3, 8, 8] to have 1 channels, but got 3"
                        + " channels instead",
                () -> new Conv2d(1, 6, 5).call(picture));
        refused(
                "Given groups=1, weight of size [4, 3, 3], expected input[2, 4, 8] to have 3 channels, but got 4 channels"
                        + " instead",
                () -> new Conv1d(3, 4, 3).call(Tensor.zeros(2, 4, 8)));
        refused(
                "Calculated padded input size per channel: (8 x 8). Kernel size: (9 x 9). Kernel size can't be greater"
                        + " than actual input size",
                () -> new Conv2d(3, 6, 9).call(picture));
        refused(
                "in_channels must be divisible by groups",
                () -> new Conv2d(3, 6, 3, Conv2d.options().groups(2)));
        refused(
                "out_channels must be divisible by groups",
                () -> new Conv2d(4, 5, 3, Conv2d.options().groups(2)));
        refused(
                "non-positive stride is not supported",
                () -> new Conv2d(3, 6, 3, Conv2d.options().stride(0)).call(picture));
        refused(
                "padding='same' is not supported for strided convolutions",
                () -> new Conv2d(3, 6, 3, Conv2d.options().padding("same").stride(2)));
        refused(
                "Invalid padding string 'foo', should be one of {'valid', 'same'}",
                () -> Conv2d.options().padding("foo"));
        refused(
                "output padding must be smaller than either stride or dilation, but got output_padding_height: 2"
                        + " output_padding_width: 2 stride_height: 2 stride_width: 2 dilation_height: 1"
                        + " dilation_width: 1",
                () -> new ConvTranspose2d(
                                3, 2, 3, ConvTranspose2d.options().stride(2).outputPadding(2))
                        .call(picture));
        refused(
                "non-empty 3D or 4D (batch mode) tensor expected for input",
                () -> new MaxPool2d(2).call(Tensor.zeros(4, 4)));
        refused(
                "Given input size: (3x8x8). Calculated output size: (3x0x0). Output size is too small",
                () -> new MaxPool2d(9).call(picture));
        refused(
                "pad should be at most half of kernel size, but got pad=2 and kernel_size=2",
                () -> new MaxPool2d(2, MaxPool2d.options().padding(2)).call(picture));
        refused("stride should not be zero", () -> new MaxPool2d(2, 0).call(picture));
        refused(
                "adaptive_avg_pool2d(): Expected 3D or 4D tensor, but got [4]",
                () -> new AdaptiveAvgPool2d(2).call(Tensor.zeros(4)));
        refused("expected 4D input (got 2D input)", () -> new BatchNorm2d(3).call(Tensor.zeros(2, 3)));
        refused("expected 2D or 3D input (got 1D input)", () -> new BatchNorm1d(3).call(Tensor.zeros(3)));
        refused("running_mean should contain 3 elements not 2", () -> new BatchNorm2d(2).call(picture));
        refused(
                "Expected more than 1 value per channel when training, got input size Size([1, 3])",
                () -> new BatchNorm1d(3).call(Tensor.zeros(1, 3)));
        refused(
                "Given normalized_shape=[6], expected input with shape [*, 6], but got input of size[2, 5]",
                () -> new LayerNorm(6).call(Tensor.zeros(2, 5)));
        refused("dropout probability has to be between 0 and 1, but got 1.5", () -> new Dropout(1.5));
        refused("Padding_idx must be within num_embeddings", () -> new Embedding(4, 5, 4));
        refused(
                "unflatten: Provided sizes [2, 3] don't multiply up to the size of dim 1 (5) in the input tensor",
                () -> new Unflatten(1, 2, 3).call(Tensor.zeros(2, 5)));
        refused("one_hot is only applicable to index tensor.", () -> F.oneHot(Tensor.ones(2), 3));
    }

    @Test
    void attentionsShapesAreChecked() {
        MultiheadAttention attention = new MultiheadAttention(4, 2);
        Tensor query = Tensor.zeros(3, 2, 4);
        Tensor key = Tensor.zeros(5, 2, 4);
        refused("embed_dim must be divisible by num_heads", () -> new MultiheadAttention(5, 2));
        refused(
                "was expecting embedding dimension of 4, but got 5",
                () -> attention.call(Tensor.zeros(3, 2, 5), key, key));
        refused(
                "key shape Size([5, 2, 4]) does not match value shape Size([4, 2, 4])",
                () -> attention.call(query, key, Tensor.zeros(4, 2, 4)));
        refused(
                "The shape of the 2D attn_mask is Size([3, 4]), but should be (3, 5).",
                () -> attention.call(query, key, key, null, Tensor.zeros(3, 4)));
        refused(
                "The shape of the 3D attn_mask is Size([1, 3, 5]), but should be (4, 3, 5).",
                () -> attention.call(query, key, key, null, Tensor.zeros(1, 3, 5)));
        refused(
                "expecting key_padding_mask shape of (2, 5), but got Size([3, 4])",
                () -> attention.call(query, key, key, Tensor.zeros(3, 4), null));
    }
}
