package nabla.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.Nabla;
import nabla.Tensor;
import nabla.backend.reference.ReferenceBackend;
import nabla.conformance.CaseFiles;
import nabla.conformance.Conformance;
import nabla.op.Shape;
import nabla.runtime.Device;
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
                        + "\tsize mismatch for 0.bias: copying a param with shape Size([3]) from checkpoint,"
                        + " the shape in current model is Size([2]).");
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

    private static final class Own extends Module {
        private final Tensor scale = register("scale", Tensor.ones(2));
        private final Tensor count = registerBuffer("count", Tensor.zeros(1));
        private final Linear layer = register("layer", new Linear(2, 2, false));

        @Override
        public Tensor forward(Tensor... inputs) {
            return layer.call(inputs[0]).mul(scale).add(inputs[1]);
        }

        @Override
        protected String extraRepr() {
            return "size=2";
        }
    }

    @Test
    void theTreeIsNamedThroughout() {
        Sequential network = new Sequential(new Own(), new BatchNorm1d(2));
        assertThat(network.namedModules().keySet()).containsExactly("", "0", "0.layer", "1");
        assertThat(network.modules()).hasSize(4).first().isSameAs(network);
        assertThat(network.namedParameters().keySet())
                .containsExactly("0.scale", "0.layer.weight", "1.weight", "1.bias");
        assertThat(network.namedBuffers().keySet())
                .containsExactly("0.count", "1.running_mean", "1.running_var", "1.num_batches_tracked");
        assertThat(network.stateDict().keySet())
                .containsExactly(
                        "0.scale",
                        "0.count",
                        "0.layer.weight",
                        "1.weight",
                        "1.bias",
                        "1.running_mean",
                        "1.running_var",
                        "1.num_batches_tracked");
        assertThat(network)
                .hasToString("Sequential(\n"
                        + "  (0): Own(\n"
                        + "    size=2\n"
                        + "    (layer): Linear(in_features=2, out_features=2, bias=False)\n"
                        + "  )\n"
                        + "  (1): BatchNorm1d(2, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)\n"
                        + ")");
    }

    @Test
    void aModuleInTwoPlacesCountsOnce() {
        Linear shared = new Linear(2, 2);
        Sequential network = new Sequential(shared, new ReLU(), shared);
        assertThat(network.parameters()).hasSize(2);
        assertThat(network.modules()).hasSize(3);
        assertThat(network.stateDict().keySet()).containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    }

    @Test
    void modulesMayTakeSeveralInputsAndSayWhenTheyDoNot() {
        Tensor ones = Tensor.ones(1, 2);
        Own own = new Own();
        assertThat(own.call(ones, ones).shape()).hasToString("[1, 2]");
        assertThatThrownBy(() -> new Linear(2, 2).call(ones, ones))
                .hasMessage("Linear: forward takes 1 tensor, but 2 were given.\n  Hint: a module of several inputs"
                        + " overrides forward(Tensor... inputs).");
        assertThatThrownBy(() -> new Module().call(ones))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("Module [Module] is missing the required \"forward\" function\n  Hint: ");
    }

    @Test
    void partsMayBeAddedWhileTheProgramRuns() {
        Module module = new Module();
        module.addModule("fc", new Linear(784, 10));
        assertThat(module).hasToString("Module(\n  (fc): Linear(in_features=784, out_features=10, bias=True)\n)");
        assertThatThrownBy(() -> module.addModule("", new ReLU()))
                .hasMessageStartingWith("module name can't be empty string \"\"\n  Hint: ");
        assertThatThrownBy(() ->
                        module.register("w", Tensor.ones(2).requiresGrad_().mul(2)))
                .hasMessageStartingWith(
                        "Cannot assign non-leaf Tensor to parameter 'w'. Model parameters must be created"
                                + " explicitly. To express 'w' as a function of another Tensor, compute the value in the"
                                + " forward() method.\n  Hint: ");
    }

    @Test
    @SuppressWarnings("NullAway") // This is what the test is about.
    void aPartThatIsNotMadeYetIsNamed() {
        Linear later = null;
        assertThatThrownBy(() -> new Module().register("fc1", later))
                .hasMessage("cannot register module 'fc1': it is null\n  Hint: make it before it is registered; look at"
                        + " the order of the fields. The module is a Module.");
    }

    @Test
    void stateIsPrintedAsPyTorchPrintsIt() {
        Sequential network = new Sequential(new Linear(2, 1));
        Linear layer = (Linear) network.get(0);
        Init.constant_(layer.bias(), 0);
        layer.weight().data().copy_(Tensor.tensor(new double[] {0.0016, 0.0031}, 1, 2));
        assertThat(network.stateDict())
                .hasToString("OrderedDict([('0.weight', tensor([[0.0016, 0.0031]])), ('0.bias', tensor([0.]))])");
        assertThat(new ReLU().stateDict()).hasToString("OrderedDict()");
    }

    @Test
    void withoutStrictnessNamesMayDiffer() {
        Sequential network = new Sequential(new Linear(2, 1));
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("0.weight", Tensor.full(3, 1, 2));
        state.put("1.weight", Tensor.ones(1));
        LoadedKeys keys = network.loadStateDict(state, false);
        assertThat(keys).hasToString("_IncompatibleKeys(missing_keys=['0.bias'], unexpected_keys=['1.weight'])");
        assertThat(network.parameters().get(0).toArray()).containsExactly(3, 3);
        state.put("0.weight", Tensor.ones(5));
        assertThatThrownBy(() -> network.loadStateDict(state, false))
                .hasMessage("Error(s) in loading state_dict for Sequential:\n"
                        + "\tsize mismatch for 0.weight: copying a param with shape Size([5]) from checkpoint, the shape"
                        + " in current model is Size([1, 2]).");
    }

    @Test
    void parametersMayBeFrozen() {
        Sequential network = new Sequential(new Linear(2, 2), new Linear(2, 1));
        network.get(0).requiresGrad_(false);
        network.call(Tensor.ones(1, 2)).sum().backward();
        List<Tensor> parameters = network.parameters();
        assertThat(parameters.get(0).grad()).isNull();
        assertThat(parameters.get(2).grad()).isNotNull();
        network.requiresGrad_(true);
        assertThat(parameters).allMatch(Tensor::requiresGrad);
    }

    @Test
    void aNetworkMovesToAnotherDevice() {
        Device other = new Device(new ReferenceBackend());
        Sequential network = new Sequential(new Linear(2, 2), new BatchNorm1d(2));
        List<Tensor> parameters = network.parameters();
        float[] before = parameters.get(0).toArray();
        Tensor input = Tensor.tensor(new double[] {1, 2, 3, 4}, 2, 2);
        network.call(input).sum().backward();
        network.to(other);
        assertThat(network.parameters()).isEqualTo(parameters);
        assertThat(parameters).allMatch(parameter -> parameter.device() == other && parameter.requiresGrad());
        assertThat(network.buffers()).allMatch(buffer -> buffer.device() == other);
        assertThat(parameters.get(0).toArray()).isEqualTo(before);
        assertThat(Objects.requireNonNull(parameters.get(0).grad()).device()).isSameAs(other);
        assertThatThrownBy(() -> network.call(input))
                .hasMessageContaining("Expected all tensors to be on the same device");
        network.zeroGrad();
        network.call(input.to(other)).sum().backward();
        assertThat(Objects.requireNonNull(parameters.get(0).grad()).device()).isSameAs(other);
    }

    @Test
    void lossesHaveTheirWeightsInTheirState() {
        Tensor weight = Tensor.tensor(new double[] {1, 2});
        CrossEntropyLoss loss = new CrossEntropyLoss(CrossEntropyLoss.options().weight(weight));
        assertThat(loss.stateDict().keySet()).containsExactly("weight");
        assertThat(loss.parameters()).isEmpty();
    }

    @Test
    void modulesOfAListAreNamedByTheirPlace() {
        ModuleList list = new ModuleList(new Linear(2, 3), new Linear(3, 1)).append(new ReLU());
        assertThat(list.get(-1)).isInstanceOf(ReLU.class);
        Tensor x = Tensor.ones(1, 2);
        for (Module module : list) {
            x = module.call(x);
        }
        assertThat(x.shape()).hasToString("[1, 1]");
        assertThat(list.stateDict().keySet()).containsExactly("0.weight", "0.bias", "1.weight", "1.bias");
    }
}
