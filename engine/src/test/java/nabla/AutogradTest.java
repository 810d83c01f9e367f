package nabla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.graph.GradFn;
import nabla.nn.Conv2d;
import nabla.nn.F;
import nabla.nn.Flatten;
import nabla.nn.Linear;
import nabla.nn.MaxPool2d;
import nabla.nn.Module;
import nabla.nn.ReLU;
import nabla.nn.Sequential;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows 1.7, 1.9, 2.18 to 2.20 of the curriculum and what belongs to them: gradients asked for, seen, kept, refused. */
class AutogradTest {
    private static Tensor leaf(double... values) {
        return Tensor.tensor(values).requiresGrad_();
    }

    private static float[] gradient(Tensor tensor) {
        return Objects.requireNonNull(tensor.grad()).toArray();
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    @Test
    void aSecondBackwardNeedsTheGraphRetained() {
        Tensor x = Tensor.eye(4, 5).requiresGrad_();
        Tensor out = x.add(1).pow(2).t();
        Tensor ones = Tensor.onesLike(out);
        out.backward(ones, true);
        assertThat(gradient(x)[0]).isEqualTo(4);
        assertThat(gradient(x)[1]).isEqualTo(2);
        out.backward(ones, true);
        assertThat(gradient(x)[0]).isEqualTo(8);
        Objects.requireNonNull(x.grad()).zero_();
        out.backward(ones);
        assertThat(gradient(x)[0]).isEqualTo(4);
        assertThatThrownBy(() -> out.backward(ones))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Trying to backward through the graph a second time");
    }

    @Test
    void writingToAGradientChangesWhatWasCollected() {
        Tensor x = leaf(1, 2);
        x.square().sum().backward();
        Tensor gradient = Objects.requireNonNull(x.grad());
        gradient.mul_(10);
        assertThat(gradient(x)).containsExactly(20, 40);
        x.zeroGrad();
        assertThat(x.grad()).isNull();
        assertThat(gradient.toArray()).containsExactly(20, 40);
    }

    @Test
    void gradGivesGradientsWithoutCollectingThem() {
        Tensor x = leaf(1, 2, 3);
        Tensor y = leaf(4, 5, 6);
        List<Tensor> gradients = Autograd.grad(x.mul(y).sum(), List.of(y, x));
        assertThat(gradients.get(0).toArray()).containsExactly(1, 2, 3);
        assertThat(gradients.get(1).toArray()).containsExactly(4, 5, 6);
        assertThat(x.grad()).isNull();
    }

    @Test
    void gradOfWhatHadNoPartIsAnError() {
        Tensor x = leaf(1);
        Tensor y = leaf(2);
        assertThatThrownBy(() -> Autograd.grad(x.sum(), List.of(y)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "One of the differentiated Tensors appears to not have been used in the graph.");
    }

    @Test
    void gradientsOfGradientsFollowFromCreateGraph() {
        Tensor x = leaf(2, 3);
        Tensor first = Autograd.grad(x.pow(3).sum(), List.of(x), Tensor.scalar(1), true, true)
                .get(0);
        assertThat(first.toArray()).containsExactly(12, 27);
        first.sum().backward();
        assertThat(gradient(x)).containsExactly(12, 18);
    }

    @Test
    void secondGradientsOfConvolutionAndPoolingAgreeWithDifferences() {
        Device.setStandard(new Device(new ReferenceBackend()));
        Nabla.manualSeed(1);
        Tensor picture = random(1, 2, 5, 5);
        Tensor weight = random(3, 2, 3, 3);
        Autograd.gradcheck(
                in -> {
                    Tensor x = asLeaf(in.get(0));
                    Tensor seen = F.maxPool2d(F.conv2d(x, weight, null, new int[] {1, 1}, new int[] {1, 1}), 2);
                    Tensor one = Tensor.float64(new double[] {1}, new int[0]);
                    return Autograd.grad(seen.square().sum(), List.of(x), one, true, true)
                            .get(0);
                },
                List.of(picture));
    }

    private static Tensor asLeaf(Tensor tensor) {
        return tensor.requiresGrad() ? tensor : tensor.requiresGrad_();
    }

    private static Tensor random(int... shape) {
        double[] values = Tensor.randn(shape).toDoubleArray();
        return Tensor.float64(values, shape).requiresGrad_();
    }

    @Test
    void gradcheckFindsAWrongGradient() {
        Device.setStandard(new Device(new ReferenceBackend()));
        Tensor x = Tensor.float64(new double[] {1, 2}).requiresGrad_();
        assertThat(Autograd.gradcheck(in -> in.get(0).sin(), List.of(x))).isTrue();
        assertThatThrownBy(() -> Autograd.gradcheck(
                        in -> in.get(0).square().add(in.get(0).detach().square()), List.of(x)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Jacobian mismatch for output 0 with respect to input 0");
    }

    @Test
    void hooksSeeAndReplaceGradients() {
        List<float[]> seen = new ArrayList<>();
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(3);
        RemovableHandle onLeaf = x.registerHook(gradient -> gradient.mul(2));
        y.registerHook(gradient -> {
            seen.add(gradient.toArray());
            return null;
        });
        y.sum().backward();
        assertThat(seen.get(0)).containsExactly(1, 1);
        assertThat(gradient(x)).containsExactly(6, 6);
        onLeaf.remove();
        x.zeroGrad();
        x.mul(3).sum().backward();
        assertThat(gradient(x)).containsExactly(3, 3);
    }

    @Test
    void aTensorInTheMiddleKeepsItsGradientOnRequest() {
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(3);
        y.retainGrad();
        y.square().sum().backward();
        assertThat(gradient(y)).containsExactly(6, 12);
        assertThat(y.isLeaf()).isFalse();
        assertThat(x.isLeaf()).isTrue();
    }

    @Test
    void gradFnWalksTheNamesThatPyTorchPrints() {
        Tensor x = Tensor.rand(2, 3);
        Tensor weight = Tensor.rand(4, 3).requiresGrad_();
        Tensor bias = Tensor.rand(4).requiresGrad_();
        Tensor loss = F.mseLoss(F.relu(F.linear(x, weight, bias)), Tensor.zeros(2, 4));
        GradFn mse = Objects.requireNonNull(loss.gradFn());
        assertThat(mse).hasToString("<MseLossBackward0>");
        GradFn relu = mse.nextFunctions().get(0);
        assertThat(relu.name()).isEqualTo("ReluBackward0");
        GradFn addmm = relu.nextFunctions().get(0);
        assertThat(addmm.name()).isEqualTo("AddmmBackward0");
        assertThat(addmm.nextFunctions().stream().map(GradFn::name)).containsExactly("AccumulateGrad", "TBackward0");
        assertThat(weight.gradFn()).isNull();
    }

    /** Row 1.9: the main path through LeNet. */
    @Test
    void lenetsMainPathIsPyTorchs() {
        Module lenet = new Sequential(
                new Conv2d(1, 6, 5),
                new ReLU(),
                new MaxPool2d(2),
                new Conv2d(6, 16, 5),
                new ReLU(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(400, 120),
                new ReLU(),
                new Linear(120, 84),
                new ReLU(),
                new Linear(84, 10));
        Tensor loss = F.mseLoss(lenet.call(Tensor.randn(1, 1, 32, 32)), Tensor.zeros(1, 10));
        List<String> path = mainPath(loss);
        assertThat(path)
                .containsExactly(
                        "MseLoss",
                        "Addmm",
                        "Relu",
                        "Addmm",
                        "Relu",
                        "Addmm",
                        "ReshapeAlias",
                        "MaxPool2DWithIndices",
                        "Relu",
                        "Convolution",
                        "MaxPool2DWithIndices",
                        "Relu",
                        "Convolution");
    }

    /** The functions from here back, without the branches to leaves. */
    private static List<String> mainPath(Tensor result) {
        List<String> path = new ArrayList<>();
        GradFn step = result.gradFn();
        while (step != null) {
            path.add(step.name().replace("Backward0", ""));
            GradFn next = null;
            for (GradFn each : step.nextFunctions()) {
                boolean isMain =
                        !each.name().equals("AccumulateGrad") && !each.name().equals("TBackward0");
                next = isMain ? each : next;
            }
            step = next;
        }
        return path;
    }

    @Test
    void everyMethodHasTheNameThatPyTorchGivesIt() {
        Tensor x = Tensor.rand(2, 3).requiresGrad_();
        assertThat(x.mul(2).gradFn()).hasToString("<MulBackward0>");
        assertThat(x.sum().gradFn()).hasToString("<SumBackward0>");
        assertThat(x.sum(1).gradFn()).hasToString("<SumBackward1>");
        assertThat(x.mean().gradFn()).hasToString("<MeanBackward0>");
        assertThat(x.pow(2).gradFn()).hasToString("<PowBackward0>");
        assertThat(x.t().gradFn()).hasToString("<TBackward0>");
        assertThat(x.view(6).gradFn()).hasToString("<ViewBackward0>");
        assertThat(x.select(0, 1).gradFn()).hasToString("<SelectBackward0>");
        assertThat(x.matmul(x.t()).gradFn()).hasToString("<MmBackward0>");
        Tensor rows = Tensor.rand(4, 2, 3).requiresGrad_();
        assertThat(rows.bmm(rows.transpose(1, 2)).gradFn()).hasToString("<BmmBackward0>");
        assertThat(rows.matmul(x.t()).gradFn()).hasToString("<UnsafeViewBackward0>");
        assertThat(x.logSoftmax(1).gradFn()).hasToString("<LogSoftmaxBackward0>");
        assertThat(x.clone().gradFn()).hasToString("<CloneBackward0>");
        assertThat(x.norm().gradFn()).hasToString("<NormBackward1>");
        assertThat(x.rsub(1).gradFn()).hasToString("<RsubBackward1>");
        assertThat(Tensor.stack(List.of(x, x), 0).gradFn()).hasToString("<StackBackward0>");
        assertThat(x.max(1).values().gradFn()).hasToString("<MaxBackward0>");
    }

    @Test
    void linearFlattensAndRestoresWhatHasMoreAxes() {
        Tensor x = Tensor.rand(4, 2, 3).requiresGrad_();
        Tensor weight = Tensor.rand(5, 3);
        Tensor bias = Tensor.rand(5);
        assertThat(mainPath(F.linear(x, weight, bias))).containsExactly("View", "Addmm", "View");
        assertThat(mainPath(F.linear(x.transpose(0, 1), weight, bias))).startsWith("Add", "UnsafeView", "Mm");
        assertThat(F.linear(x.transpose(0, 1), weight, bias).toDoubleArray())
                .containsExactly(F.linear(x, weight, bias).transpose(0, 1).toDoubleArray(), within(1e-6));
    }

    @Test
    void writesInPlaceTakePartInTheHistory() {
        Tensor x = leaf(1, 2, 3, 4);
        Tensor y = x.mul(2);
        y.narrow(0, 0, 2).mul_(10);
        y.sum().backward();
        assertThat(gradient(x)).containsExactly(20, 20, 2, 2);
    }

    @Test
    void aViewOfALeafWritesToTheLeafWhereThatIsAllowed() {
        Tensor x = leaf(1, 2, 3, 4);
        Nabla.noGrad(() -> {
            x.view(2, 2).select(0, 1).fill_(9);
        });
        assertThat(x.toArray()).containsExactly(1, 2, 9, 9);
        x.data().narrow(0, 0, 1).fill_(7);
        assertThat(x.toArray()).containsExactly(7, 2, 9, 9);
        assertThatThrownBy(() -> x.view(2, 2).fill_(0))
                .hasMessageStartingWith(
                        "a view of a leaf Variable that requires grad is being used in an in-place operation.");
    }

    @Test
    void turningATensorOverTwiceStillLooksAtItsMemory() {
        Tensor x = Tensor.zeros(2, 3);
        x.t().t().fill_(1);
        assertThat(x.sum().item()).isEqualTo(6);
        x.sum(new int[] {0}, true).view(3).fill_(5);
        Tensor kept = x.sum(new int[] {0}, true);
        kept.view(3).fill_(5);
        assertThat(kept.toArray()).containsExactly(5, 5, 5);
        x.t_();
        assertThat(x.shape().toArray()).containsExactly(3, 2);
    }

    @Test
    void anArrayAndATensorShareTheirMemory() {
        float[] array = {1, 1, 1, 1, 1};
        Tensor x = Tensor.wrap(array);
        x.add_(1);
        assertThat(array).containsExactly(2, 2, 2, 2, 2);
        x.narrow(0, 1, 2).zero_();
        assertThat(array).containsExactly(2, 0, 0, 2, 2);
        Tensor copy = Tensor.of(array);
        array[4] = 7;
        assertThat(copy.toArray()).containsExactly(2, 0, 0, 2, 2);
        assertThat(x.toArray()).containsExactly(2, 0, 0, 2, 7);
        assertThat(x.narrow(0, 4, 1).item()).isEqualTo(7);
    }

    @Test
    void theFirstNanIsNamedWithTheOperationThatMadeIt() {
        Tensor x = leaf(-1, 1);
        assertThatThrownBy(() -> Nabla.detectAnomaly(() -> x.mul(2).log().sum().backward()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("detectAnomaly: log made the first nan: result [2], of inputs [2] that hold none."
                        + "\n  Hint: the logarithm of a negative number; clampMin(1e-12) before it, or logSoftmax.");
    }

    @Test
    void aNanOfTheBackwardPassIsNamedWithItsFunction() {
        Tensor x = leaf(0, 1);
        assertThatThrownBy(() -> Nabla.detectAnomaly(() -> x.mul(1)
                        .sqrt()
                        .mul(Tensor.tensor(new double[] {0, 1}))
                        .sum()
                        .backward()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Function 'SqrtBackward0' returned nan values in its 0th output.");
    }

    @Test
    void nothingIsSaidWhereNothingIsWrong() {
        Tensor x = leaf(4, 1);
        Nabla.detectAnomaly(() -> x.sqrt().sum().backward());
        assertThat(gradient(x)[0]).isCloseTo(0.25f, within(1e-6f));
    }
}
