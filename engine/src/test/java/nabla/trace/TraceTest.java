package nabla.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import nabla.Nabla;
import nabla.Tensor;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.nn.F;
import nabla.nn.Linear;
import nabla.nn.ReLU;
import nabla.nn.Sequential;
import nabla.op.DType;
import nabla.optim.ParameterGroup;
import nabla.optim.SGD;
import nabla.runtime.Clock;
import nabla.runtime.Device;
import nabla.trace.Iterations.Iteration;
import nabla.trace.Iterations.Named;
import nabla.trace.TracedTensor.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A recorded iteration: PyTorch's order, the very gradients, the proof of each, and nothing left changed. */
class TraceTest {
    @BeforeEach
    void reference() {
        Device.setStandard(new Device(new ReferenceBackend()));
        Nabla.manualSeed(0);
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    /** The functions in their order; what PyTorch 1.13 does was told by a hook on every one of its nodes. */
    private static List<String> backwardOrder(Trace trace) {
        List<String> order = new ArrayList<>();
        for (Step step : trace.steps()) {
            if (step.phase() == Phase.BACKWARD) {
                String name = step.name().replace("Backward0", "");
                int of = trace.tensors().get(step.outputs().get(0)).of();
                order.add(
                        name.equals("AccumulateGrad")
                                ? trace.tensors().get(of).name().toString()
                                : name);
            }
        }
        return order;
    }

    @Test
    void linearRegressionGoesBackInPyTorchsOrder() {
        assertThat(backwardOrder(Iterations.linearRegression().trace()))
                .containsExactly("MseLoss", "Addmm", "bias", "T", "weight");
    }

    @Test
    void softmaxRegressionGoesBackInPyTorchsOrder() {
        assertThat(backwardOrder(Iterations.softmaxRegression().trace()))
                .containsExactly("NllLoss", "LogSoftmax", "Addmm", "1.bias", "T", "1.weight");
    }

    @Test
    void perceptronGoesBackInPyTorchsOrder() {
        assertThat(String.join(
                        " ", backwardOrder(Iterations.multilayerPerceptron().trace())))
                .isEqualTo("NllLoss LogSoftmax Addmm 7.bias T 7.weight Relu Addmm 5.bias T 5.weight Relu"
                        + " Addmm 3.bias T 3.weight Relu Addmm 1.bias T 1.weight");
    }

    @Test
    void leNetGoesBackInPyTorchsOrder() {
        assertThat(String.join(" ", backwardOrder(Iterations.leNet().trace())))
                .isEqualTo("NllLoss LogSoftmax Addmm 11.bias T 11.weight Relu Addmm 9.bias T 9.weight Relu"
                        + " Addmm 7.bias T 7.weight ReshapeAlias MaxPool2DWithIndices Relu"
                        + " Convolution 3.weight 3.bias MaxPool2DWithIndices Relu Convolution 0.weight 0.bias");
    }

    @Test
    void attentionGoesBackInPyTorchsOrder() {
        assertThat(String.join(" ", backwardOrder(Iterations.attention().trace())))
                .isEqualTo(
                        "NllLoss LogSoftmax Addmm out.bias T out.weight Mm Softmax Div Mm T"
                                + " Addmm value.bias T value.weight Addmm key.bias T key.weight Addmm query.bias T query.weight");
    }

    @Test
    void batchedAttentionGoesBackInPyTorchsOrder() {
        assertThat(String.join(" ", backwardOrder(Iterations.batchedAttention().trace())))
                .isEqualTo("NllLoss LogSoftmax Addmm out.bias T out.weight SqueezeBackward1 Bmm Softmax Div Bmm"
                        + " Transpose Slice View Addmm key.bias T key.weight"
                        + " Unsqueeze Addmm query.bias T query.weight"
                        + " Slice View Addmm value.bias T value.weight");
    }

    /** The gradient of attention's key.bias is 0, as softmax does not see it; float32 leaves some rounding of it. */
    @Test
    void theDevicesGradientsAgreeWithTheReplaysWhereOneOfThemIsZero() {
        Device.setStandard(new Device(new JvmBackend()));
        Iteration iteration = Iterations.batchedAttention();
        Recorder recorder = new Recorder(List.of(iteration.x(), iteration.y()));
        iteration.run();
        recorder.stop();
        Device device = iteration.x().device();
        Trace trace = Objects.requireNonNull(recorder.trace(device, Clock.STOPPED));
        assertThat(recorder.agreement(trace, device).difference()).isPositive().isLessThan(1e-3);
    }

    @ParameterizedTest
    @MethodSource("nabla.trace.Iterations#networks")
    void showsTheVeryNumbersOfTheReference(Named network) {
        Iteration iteration = network.make().get();
        Trace trace = iteration.trace();
        double loss = iteration.run().to(DType.FLOAT64).item();
        assertThat(trace.value(trace.loss(), 0)).isEqualTo(loss);
        Map<String, Tensor> parameters = iteration.network().namedParameters();
        parameters.forEach((name, parameter) -> {
            int id = find(trace, name, Kind.PARAMETER);
            assertThat(trace.values(trace.gradientOf(id)))
                    .as(name)
                    .containsExactly(Objects.requireNonNull(parameter.grad())
                            .to(DType.FLOAT64)
                            .toDoubleArray());
            assertThat(floats(trace.values(find(trace, name + " after", Kind.UPDATE))))
                    .as(name)
                    .containsExactly(floats(parameter.to(DType.FLOAT64).toDoubleArray()));
        });
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    static int find(Trace trace, String name, Kind kind) {
        for (TracedTensor tensor : trace.tensors()) {
            if (tensor.name().toString().equals(name) && tensor.kind() == kind) {
                return tensor.id();
            }
        }
        throw new AssertionError("no " + kind + " " + name + " among " + trace.tensors());
    }

    @ParameterizedTest
    @MethodSource("nabla.trace.Iterations#networks")
    void provesItsGradients(Named network) {
        Trace trace = network.make().get().trace();
        int proved = 0;
        for (TracedTensor tensor : trace.tensors()) {
            if (tensor.kind() == Kind.GRADIENT && trace.gradientOf(tensor.of()) == tensor.id()) {
                NumericCheck.Result check = trace.check(tensor.id(), tensor.size() / 2);
                if (check.reason() == null) {
                    assertThat(check.relative()).as("%s %s", tensor, check).isLessThan(1e-6);
                    proved++;
                }
            }
        }
        assertThat(proved).isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("nabla.trace.Iterations#networks")
    void explainsEveryOutputOfEveryStep(Named network) {
        Trace trace = network.make().get().trace();
        for (Step step : trace.steps()) {
            assertThat(step.sentence().toString()).as("step %s", step).isNotBlank();
            for (int output : step.outputs()) {
                Explanation explanation = trace.explain(
                        step.index(), output, trace.tensors().get(output).size() / 3);
                assertThat(explanation.formula()).startsWith("<math>").endsWith("</math>");
                assertThat(explanation.numbers()).startsWith("<math>").endsWith("</math>");
                assertThat(explanation.meaning().toString()).isNotBlank();
                assertThat(explanation.result())
                        .isEqualTo(
                                trace.value(output, trace.tensors().get(output).size() / 3), within9());
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within9() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    @ParameterizedTest
    @MethodSource("nabla.trace.Iterations#networks")
    void leavesNothingChanged(Named network) {
        Iteration watched = network.make().get();
        Nabla.manualSeed(0);
        Iteration alone = network.make().get();
        for (int i = 0; i < 3; i++) {
            watched.trace();
            double expected = alone.run().item();
            assertThat(watched.run().item()).isEqualTo(expected);
        }
        assertThat(Tensor.rand(1).item()).isNotNaN();
    }

    /** What is said of a place does not depend on the way there: two hundred jumps against a walk from the start. */
    @Test
    void tellsTheSameWhateverTheWay() {
        Trace trace = Iterations.leNet().trace();
        List<Integer> steps = new ArrayList<>();
        List<Explanation> walked = new ArrayList<>();
        for (Step step : trace.steps()) {
            for (int output : step.outputs()) {
                steps.add(step.index());
                walked.add(trace.explain(
                        step.index(), output, trace.tensors().get(output).size() / 2));
            }
        }
        Random random = new Random(7);
        for (int jump = 0; jump < 200; jump++) {
            int place = random.nextInt(walked.size());
            int step = steps.get(place);
            int first = steps.indexOf(step);
            int output = trace.steps().get(step).outputs().get(place - first);
            assertThat(trace.explain(step, output, trace.tensors().get(output).size() / 2))
                    .isEqualTo(walked.get(place));
        }
    }

    @Test
    void savesWhatPyTorchSaves() {
        Trace trace = Iterations.leNet().trace();
        assertThat(saved(trace, "convolution")).containsExactly("batch.x", "3.weight", "2");
        assertThat(saved(trace, "nll_loss")).containsExactly("batch.y");
        assertThat(saved(trace, "log_softmax")).containsExactly("12");
        assertThat(saved(trace, "max_pool2d_with_indices")).containsExactly("1", "4");
    }

    private static List<String> saved(Trace trace, String operation) {
        List<String> names = new ArrayList<>();
        for (Step step : trace.steps()) {
            if (step.name().equals(operation)) {
                step.saved()
                        .forEach(id -> names.add(trace.tensors().get(id).name().toString()));
            }
        }
        return names;
    }

    /** All steps and all their numbers, bit for bit. */
    private static void assertSame(Trace trace, Trace other) {
        assertThat(trace.steps())
                .extracting(Step::name)
                .isEqualTo(other.steps().stream().map(Step::name).toList());
        for (Step step : trace.steps()) {
            for (int output : step.outputs()) {
                assertThat(trace.values(output)).containsExactly(other.values(output));
            }
        }
    }

    @Test
    void isTheSameEachTime() {
        Iteration iteration = Iterations.multilayerPerceptron();
        assertSame(iteration.trace(), iteration.trace());
    }

    @Test
    void knowsLinesAndModules() {
        Trace trace = Iterations.leNet().trace();
        Step first = trace.steps().get(1);
        assertThat(first.name()).isEqualTo("convolution");
        assertThat(first.module()).isEqualTo("0");
        assertThat(first.line()).isEqualTo(2);
        assertThat(first.phase()).isEqualTo(Phase.FORWARD);
        Step loss = trace.steps().stream()
                .filter(step -> step.phase() == Phase.LOSS)
                .findFirst()
                .orElseThrow();
        assertThat(loss.name()).isEqualTo("nll_loss");
        assertThat(loss.line()).isEqualTo(3);
        assertThat(trace.steps().get(0).phase()).isEqualTo(Phase.ZERO_GRAD);
        Step last = trace.steps().get(trace.steps().size() - 1);
        assertThat(last.name()).isEqualTo("SGD.step");
        assertThat(last.line()).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("nabla.trace.Iterations#networks")
    void everyComputedNodeIsSomeStepsTime(Named network) {
        int[] readings = {0};
        Trace trace = network.make().get().trace(() -> readings[0]++);
        double sum = 0;
        for (Step step : trace.steps()) {
            double time = trace.milliseconds(step.index());
            sum += time;
            if (step.phase() != Phase.ZERO_GRAD && !step.name().equals("AccumulateGrad")) {
                assertThat(time).as(step.name()).isPositive();
            }
        }
        // a millisecond passes at each node, and no reading comes before the first
        assertThat(sum).isCloseTo(readings[0] - 1, within(1e-9));
    }

    @Test
    void timesAreNoPartOfWhatTracesShare() {
        Iteration iteration = Iterations.linearRegression();
        double[] now = {0};
        assertSame(iteration.trace(() -> now[0]++), iteration.trace());
    }

    @Test
    void tellsOfGradientsThatNobodyCleared() {
        Iteration iteration = Iterations.linearRegression();
        iteration.run();
        Recorder recorder = new Recorder(List.of(iteration.x(), iteration.y()));
        iteration
                .criterion()
                .loss(iteration.network().call(iteration.x()), iteration.y())
                .backward();
        iteration.optimizer().step();
        recorder.stop();
        Trace trace = Objects.requireNonNull(recorder.trace(iteration.x().device(), Clock.STOPPED));
        Step collecting = trace.steps().stream()
                .filter(step -> step.name().equals("AccumulateGrad"))
                .findFirst()
                .orElseThrow();
        assertThat(collecting.inputs()).hasSize(2);
        assertThat(collecting.sentence().toString()).contains("already held a gradient");
        double sum = trace.value(collecting.inputs().get(0), 0)
                + trace.value(collecting.inputs().get(1), 0);
        assertThat(trace.value(collecting.outputs().get(0), 0)).isEqualTo(sum);
    }

    @Test
    void newValuesKnowTheirParameterGroup() {
        Linear first = new Linear(4, 3);
        Linear second = new Linear(3, 2);
        SGD optimizer = new SGD(first.parameters(), 0.1);
        optimizer.addParamGroup(new ParameterGroup(second.parameters(), SGD.options(0.01)));
        Sequential network = new Sequential(first, second);
        Trace trace = new Iteration(network, Tensor.randn(5, 4), Tensor.randn(5, 2), F::mseLoss, optimizer).trace();
        List<Integer> groups = new ArrayList<>();
        for (TracedTensor tensor : trace.tensors()) {
            boolean isNew = tensor.kind() == TracedTensor.Kind.UPDATE;
            assertThat(trace.group(tensor.id()) >= 0).isEqualTo(isNew);
            if (isNew) {
                groups.add(trace.group(tensor.id()));
            }
        }
        assertThat(groups).containsExactly(0, 0, 1, 1);
    }

    @Test
    void theSentenceOfReluCountsWhatPasses() {
        Sequential network = new Sequential(new Linear(1, 3), new ReLU());
        SGD optimizer = new SGD(network.parameters(), 0.1);
        Tensor x = Tensor.tensor(new double[] {Double.NaN}, 1, 1);
        Trace trace = new Iteration(network, x, Tensor.zeros(1, 3), F::mseLoss, optimizer).trace();
        Step relu = trace.steps().stream()
                .filter(step -> step.name().equals("ReluBackward0"))
                .findFirst()
                .orElseThrow();
        assertThat(relu.sentence().toString()).contains("3 of 3 pass");
    }
}
