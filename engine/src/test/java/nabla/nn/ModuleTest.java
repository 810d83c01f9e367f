package nabla.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Nabla;
import nabla.Tensor;
import nabla.conformance.CaseFiles;
import nabla.conformance.Conformance;
import nabla.op.Shape;
import org.junit.jupiter.api.Test;

class ModuleTest {
    private static final class Net extends Module {
        private final Linear fc1 = register("fc1", new Linear(784, 64));
        private final Linear fc2 = register("fc2", new Linear(64, 64));
        private final Linear fc3 = register("fc3", new Linear(64, 64));
        private final Linear fc4 = register("fc4", new Linear(64, 10));

        @Override
        public Tensor forward(Tensor x) {
            return fc4.call(F.relu(fc3.call(F.relu(fc2.call(F.relu(fc1.call(x)))))));
        }
    }

    private static final class NeuralNetwork extends Module {
        private final Flatten flatten = register("flatten", new Flatten());
        private final Sequential stack = register(
                "linear_relu_stack",
                new Sequential(
                        new Linear(784, 512), new ReLU(), new Linear(512, 512), new ReLU(), new Linear(512, 10)));

        @Override
        public Tensor forward(Tensor x) {
            return stack.call(flatten.call(x));
        }
    }

    @Test
    void networksArePrintedAsPyTorchPrintsThem() {
        assertThat(new Net().toString()).isEqualTo(text("module/net"));
        assertThat(new NeuralNetwork().toString()).isEqualTo(text("module/nested"));
        Sequential options = new Sequential(
                new Conv2d(
                        3,
                        8,
                        new int[] {3, 5},
                        Conv2d.options().stride(2).padding(1).bias(false)),
                new MaxPool2d(2),
                new MaxPool2d(new int[] {2, 3}, MaxPool2d.options().stride(1)),
                new Softmax(1),
                new LogSoftmax(1),
                new Linear(4, 2, false));
        assertThat(options.toString())
                .isEqualTo("Sequential(\n"
                        + "  (0): Conv2d(3, 8, kernel_size=(3, 5), stride=(2, 2), padding=(1, 1), bias=False)\n"
                        + "  (1): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)\n"
                        + "  (2): MaxPool2d(kernel_size=(2, 3), stride=1, padding=0, dilation=1, ceil_mode=False)\n"
                        + "  (3): Softmax(dim=1)\n"
                        + "  (4): LogSoftmax(dim=1)\n"
                        + "  (5): Linear(in_features=4, out_features=2, bias=False)\n"
                        + ")");
        assertThat(new Sequential().toString()).isEqualTo("Sequential()");
    }

    private static String text(String name) {
        return CaseFiles.own().find("text", name).get("text").text();
    }

    @Test
    void parametersAreNamedInOrder() {
        assertThat(new NeuralNetwork().namedParameters().keySet())
                .containsExactly(
                        "linear_relu_stack.0.weight",
                        "linear_relu_stack.0.bias",
                        "linear_relu_stack.2.weight",
                        "linear_relu_stack.2.bias",
                        "linear_relu_stack.4.weight",
                        "linear_relu_stack.4.bias");
        int count = 0;
        for (Tensor parameter : new Net().parameters()) {
            assertThat(parameter.requiresGrad()).isTrue();
            count += parameter.numel();
        }
        assertThat(count).isEqualTo(59_210);
    }

    @Test
    void applyVisitsChildrenFirst() {
        List<String> seen = new ArrayList<>();
        new Sequential(new Flatten(), new Sequential(new ReLU())).apply(module -> seen.add(module.name()));
        assertThat(seen).containsExactly("Flatten", "ReLU", "Sequential", "Sequential");
    }

    @Test
    void modesReachEveryModule() {
        Sequential network = new Sequential(new ReLU());
        assertThat(network.get(0).isTraining()).isTrue();
        network.eval();
        assertThat(network.isTraining()).isFalse();
        assertThat(network.get(0).isTraining()).isFalse();
        network.train();
        assertThat(network.get(0).isTraining()).isTrue();
    }

    @Test
    void stateGoesFromOneNetworkToAnother() {
        Sequential one = new Sequential(new Linear(3, 2));
        Sequential other = new Sequential(new Linear(3, 2));
        assertThat(other.loadStateDict(one.stateDict())).hasToString("<All keys matched successfully>");
        Tensor input = Tensor.rand(4, 3);
        assertThat(other.call(input).toArray()).isEqualTo(one.call(input).toArray());
        assertThat(other.parameters().get(0).requiresGrad()).isTrue();
        assertThat(one.stateDict().values()).noneMatch(Tensor::requiresGrad);
    }

    @Test
    void stateThatDoesNotFitIsRefusedInPyTorchsWords() {
        Sequential network = new Sequential(new Linear(3, 2));
        float[] before = network.parameters().get(0).toArray();
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("0.weight", Tensor.ones(2, 3));
        assertThatThrownBy(() -> network.loadStateDict(state))
                .hasMessage("Error(s) in loading state_dict for Sequential:\n"
                        + "\tMissing key(s) in state_dict: \"0.bias\". ");
        state.put("0.bias", Tensor.ones(3));
        state.put("1.bias", Tensor.ones(3));
        assertThatThrownBy(() -> network.loadStateDict(state))
                .hasMessage("Error(s) in loading state_dict for Sequential:\n"
                        + "\tUnexpected key(s) in state_dict: \"1.bias\". \n"
                        + "\tsize mismatch for 0.bias: copying a param with shape torch.Size([3]) from checkpoint,"
                        + " the shape in current model is torch.Size([2]).");
        assertThat(network.parameters().get(0).toArray()).isEqualTo(before);
    }

    @Test
    void namesMustBeFreeAndPlain() {
        Sequential network = new Sequential(new ReLU());
        assertThatThrownBy(() -> network.add("0", new ReLU()))
                .hasMessage(
                        "attribute '0' already exists\n  Hint: each part has a name of its own. The module is a Sequential.");
        assertThatThrownBy(() -> network.add("a.b", new ReLU()))
                .hasMessage(
                        "module name can't contain \".\", got: a.b\n"
                                + "  Hint: points part the names of nested modules, as in fc1.weight. The module is a Sequential.");
        assertThatThrownBy(() -> network.get(1))
                .hasMessage("index 1 is out of range\n  Hint: the Sequential has 1 modules, counted from 0.");
    }

    @Test
    void architectureAndNetworkDescribeEachOther() {
        Sequential network = new Sequential()
                .add("conv", new Conv2d(1, 2, 3, Conv2d.options().padding(1)))
                .add("pool", new MaxPool2d(2))
                .add("flatten", new Flatten())
                .add("head", new Sequential().add("fc", new Linear(8, 3, false)).add("softmax", new Softmax(1)));
        Architecture architecture = Architecture.of(network);
        Sequential twin = Architecture.parse(architecture.toString()).build();
        assertThat(twin.toString()).isEqualTo(network.toString());
        Map<String, Shape> shapes = new LinkedHashMap<>();
        network.namedParameters().forEach((name, parameter) -> shapes.put(name, parameter.shape()));
        assertThat(architecture.parameters()).isEqualTo(shapes);
        assertThatThrownBy(() -> Architecture.of(new Sequential(new Net())))
                .hasMessage("architecture: Net cannot be described. Only a Sequential of Nabla's own layers can.");
        assertThatThrownBy(() -> Architecture.of(new ReLU()))
                .hasMessage("architecture: ReLU is a single layer. Put it into a Sequential.");
    }

    @Test
    void initialParametersArePyTorchs() {
        Nabla.manualSeed(7);
        List<Tensor> parameters = new ArrayList<>();
        parameters.addAll(new Linear(3, 2).parameters());
        parameters.addAll(new Linear(20, 5).parameters());
        parameters.addAll(new Conv2d(1, 3, 3).parameters());
        parameters.addAll(new Conv2d(4, 2, new int[] {2, 3}, Conv2d.options()).parameters());
        List<double[]> expected = new ArrayList<>();
        CaseFiles.own()
                .find("random", "layers")
                .get("calls")
                .items()
                .forEach(call -> call.get("values")
                        .items()
                        .forEach(value -> expected.add(Conformance.numbers(value.get("data")))));
        for (int i = 0; i < parameters.size(); i++) {
            assertThat(parameters.get(i).toDoubleArray()).containsExactly(expected.get(i), within(1e-9));
        }
    }
}
