package nabla.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Map;
import nabla.lessons.RecordingLab.Enough;
import nabla.nn.Architecture;
import nabla.nn.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Expected numbers: the cases mnist_mlp and mnist_lenet of the engine's recorded programs, run by PyTorch 1.13. */
class TrainMnistTest {
    private static final double[] MLP = {
        2.337227, 2.293493, 2.303724, 2.278644, 2.301408, 2.289145, 2.310521, 2.280591, 2.240748, 2.289998,
        2.286249, 2.255055, 2.257977, 2.295056, 2.261271, 2.255902, 2.230035, 2.193966, 2.174119, 2.16848,
        2.249854, 2.181794, 2.316057, 2.19843, 2.331775, 2.099192, 2.167771, 2.259231, 2.172535, 2.120725,
        2.162327, 2.121948, 2.157794, 2.206878, 2.039982, 2.135927, 2.150798, 2.068127, 2.113278, 2.049744,
        2.191933, 2.056355, 2.052444, 1.811771, 2.111142, 1.862695, 2.086215, 1.803416, 1.816606, 1.895956
    };
    private static final double[] LENET = {
        2.317479, 2.314113, 2.295234, 2.312284, 2.291971, 2.305863, 2.312411, 2.309089, 2.311268, 2.309563,
        2.305447, 2.305911, 2.301626, 2.291624, 2.29191, 2.30139, 2.302943, 2.302182, 2.307114, 2.296091,
        2.297555, 2.296205, 2.308298, 2.297445, 2.306838, 2.291585, 2.294185, 2.311238, 2.301931, 2.302887,
        2.297999, 2.302664, 2.298439, 2.300435, 2.314321, 2.292968, 2.306593, 2.293081, 2.299653, 2.298839,
        2.292722, 2.29618, 2.300309, 2.283459, 2.287499, 2.294846, 2.30475, 2.2967, 2.297768, 2.296949
    };

    @Test
    void firstLossesOfTheMlpArePyTorchs() {
        RecordingLab lab = new RecordingLab(TestDatasets.mnistTrain(), null).stopAfter(MLP.length);
        assertThatThrownBy(() -> TrainMnist.run(lab)).isInstanceOf(Enough.class);
        assertClose(lab, MLP);
        assertThat(lab.steps()).isEqualTo(18_000);
        Architecture architecture = ModelFile.architecture(ModelFile.of(lab.network(), Map.of()));
        assertThat(architecture.parameterCount()).isEqualTo(59_210);
    }

    @Test
    void firstLossesOfLeNetArePyTorchs() {
        RecordingLab lab = new RecordingLab(TestDatasets.mnistTrain(), null).stopAfter(LENET.length);
        assertThatThrownBy(() -> TrainLeNet.run(lab)).isInstanceOf(Enough.class);
        assertClose(lab, LENET);
        assertThat(lab.printed.get(0))
                .startsWith("LeNet(\n  (conv1): Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1))\n");
    }

    /** The sequence of the same layers has the same parameters and, with plain SGD, the same first loss. */
    @Test
    void bothProgramsTrainTheSameLeNet() {
        RecordingLab lab = new RecordingLab(TestDatasets.mnistTrain(), null)
                .with("network", "lenet")
                .with("optimizer", "sgd")
                .with("batchSize", 64)
                .stopAfter(1);
        assertThatThrownBy(() -> TrainMnist.run(lab)).isInstanceOf(Enough.class);
        assertThat(lab.losses.get(0)).isCloseTo(LENET[0], withPercentage(0.01));
        assertThat(Architecture.of(lab.network()).parameterCount()).isEqualTo(44_426);
    }

    private static void assertClose(RecordingLab lab, double[] expected) {
        for (int step = 0; step < expected.length; step++) {
            assertThat(lab.losses.get(step))
                    .as("loss of step %d", step)
                    .isCloseTo(expected[step], withPercentage(0.01));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "nabla.wholeRuns", matches = "true", disabledReason = "takes minutes")
    void wholeRunOfTheMlpReachesPyTorchsAccuracy() {
        RecordingLab lab = new RecordingLab(TestDatasets.mnistTrain(), TestDatasets.mnistTest());
        TrainMnist.run(lab);
        System.out.println("MLP, test accuracy after each epoch: " + lab.accuracies);
        assertThat(lab.losses).hasSize(18_000);
        assertThat(lab.accuracies.get(0)).isEqualTo(0.9493, within(0.01));
        assertThat(lab.accuracies.get(1)).isEqualTo(0.9664, within(0.01));
        assertThat(lab.accuracies.get(2)).isEqualTo(0.9697, within(0.01));
    }

    @Test
    @EnabledIfSystemProperty(named = "nabla.wholeRuns", matches = "true", disabledReason = "takes minutes")
    void wholeRunOfLeNetReachesPyTorchsAccuracy() {
        RecordingLab lab = new RecordingLab(TestDatasets.mnistTrain(), TestDatasets.mnistTest());
        TrainLeNet.run(lab);
        System.out.println("LeNet, test accuracy after each epoch: " + lab.accuracies);
        assertThat(lab.accuracies.get(0)).isEqualTo(0.9693, within(0.01));
    }
}
