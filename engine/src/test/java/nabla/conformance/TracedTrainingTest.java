package nabla.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.Tensor;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.io.Json;
import nabla.nn.F;
import nabla.nn.Module;
import nabla.nn.Sequential;
import nabla.optim.Optimizer;
import nabla.runtime.Clock;
import nabla.runtime.Device;
import nabla.trace.Recorder;
import nabla.trace.Trace;
import nabla.trace.TracedTensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Traces of the trainings that PyTorch recorded: every loss is PyTorch's, and their updates lead where PyTorch's led. */
class TracedTrainingTest {
    static List<Case> trainings() {
        return CaseFiles.own().cases("training");
    }

    @BeforeEach
    void reference() {
        Device.setStandard(new Device(new ReferenceBackend()));
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void followsPyTorch(Case training) {
        Json recorded = training.recorded();
        List<Module> layers = new ArrayList<>();
        recorded.get("model").items().forEach(layer -> layers.add(Layers.of(Call.parse(layer.text()))));
        Sequential network = new Sequential(layers.toArray(new Module[0]));
        Map<String, Tensor> start = new LinkedHashMap<>();
        recorded.get("initial_state").members().forEach((name, value) -> start.put(name, Conformance.tensor(value)));
        network.loadStateDict(start);
        Optimizer optimizer = OptimizerCheck.optimizer(recorded, network.parameters());
        Tensor x = Conformance.tensor(recorded.get("x"));
        Tensor y = Conformance.tensor(recorded.get("y"));
        List<Json> losses = recorded.get("losses").items();
        for (int i = 0; i < losses.size(); i++) {
            Recorder recorder = new Recorder(List.of(x, y));
            iterate(recorded, network, optimizer, x, y);
            recorder.stop();
            Trace trace = Objects.requireNonNull(recorder.trace(x.device(), Clock.STOPPED));
            double expected = losses.get(i).number();
            assertThat(trace.value(trace.loss(), 0)).as("loss %d", i).isEqualTo(expected, within(1e-6 * expected));
            iterate(recorded, network, optimizer, x, y);
            if (i == losses.size() - 1) {
                checkEnd(recorded, trace);
            }
        }
    }

    private static void iterate(Json recorded, Sequential network, Optimizer optimizer, Tensor x, Tensor y) {
        optimizer.zeroGrad();
        Tensor output = network.call(x);
        Tensor loss = recorded.get("loss").text().equals("mse_loss") ? F.mseLoss(output, y) : F.crossEntropy(output, y);
        loss.backward();
        optimizer.step();
    }

    /** The last update as the trace shows it. */
    private static void checkEnd(Json recorded, Trace trace) {
        int checked = 0;
        for (TracedTensor tensor : trace.tensors()) {
            if (tensor.kind() == TracedTensor.Kind.UPDATE) {
                String name = trace.tensors().get(tensor.of()).name().toString();
                double[] values = trace.values(tensor.id());
                List<Json> expected =
                        recorded.get("final_state").get(name).get("data").items();
                for (int i = 0; i < values.length; i++) {
                    double wanted = expected.get(i).number();
                    assertThat(values[i]).as(name).isEqualTo(wanted, within(1e-6 * Math.abs(wanted) + 1e-6));
                }
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(1);
    }
}
