package nabla.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import nabla.Nabla;
import nabla.Tensor;
import nabla.io.Safetensors;
import nabla.io.SafetensorsLimits;
import nabla.io.StoredTensor;
import nabla.nn.F;
import nabla.nn.Linear;
import nabla.nn.ModelFile;
import nabla.nn.ReLU;
import nabla.nn.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was interrupted, saved and resumed ends where an uninterrupted one does, to the bit. */
class ResumeTest {
    /** A way to make an optimizer. */
    record Kind(String name, Function<List<Tensor>, Optimizer> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kind> kinds() {
        SGD.Options sgd = SGD.options(0.05).momentum(0.9);
        return List.of(
                new Kind("SGD", p -> new SGD(p, sgd)),
                new Kind("SGD dampened", p -> new SGD(p, sgd.dampening(0.3).weightDecay(0.01))),
                new Kind("Adam", p -> new Adam(p, 0.01)),
                new Kind("Adam amsgrad", p -> new Adam(p, Adam.options(0.01).amsgrad(true))),
                new Kind("AdamW", p -> new AdamW(p, 0.01)),
                new Kind(
                        "RMSprop",
                        p -> new RMSprop(p, RMSprop.options(0.01).momentum(0.9).centered(true))),
                new Kind("Adagrad", p -> new Adagrad(p, Adagrad.options(0.1).lrDecay(0.1))));
    }

    private static Sequential network() {
        Nabla.manualSeed(0);
        return new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 3));
    }

    /** Steps from {@code from} on; the first layer's bias has no gradient in every third one. */
    private static void train(Sequential network, Optimizer optimizer, int from, int to) {
        Tensor bias = network.parameters().get(1);
        for (int step = from; step < to; step++) {
            Nabla.manualSeed(step);
            Tensor x = Tensor.rand(5, 4);
            Tensor y = Tensor.randint(0, 3, 5);
            optimizer.zeroGrad();
            F.crossEntropy(network.call(x), y).backward();
            if (step % 3 == 2) {
                bias.zeroGrad();
            }
            optimizer.step();
        }
    }

    private static List<float[]> values(Sequential network) {
        List<float[]> values = new ArrayList<>();
        network.parameters().forEach(parameter -> values.add(parameter.toArray()));
        return values;
    }

    private static Map<String, Tensor> copy(Map<String, Tensor> state) {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        state.forEach((name, value) ->
                copy.put(name, Tensor.tensor(value.toArray(), value.shape().toArray())));
        return copy;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goesOnToTheBit(Kind kind) {
        Sequential whole = network();
        train(whole, kind.make().apply(whole.parameters()), 0, 10);

        Sequential first = network();
        Optimizer before = kind.make().apply(first.parameters());
        train(first, before, 0, 5);
        OptimizerState state = before.stateDict();
        Map<String, Tensor> parameters = copy(first.stateDict());
        train(first, before, 5, 7);

        Sequential second = network();
        Optimizer after = kind.make().apply(second.parameters());
        second.loadStateDict(parameters);
        after.loadStateDict(state);
        train(second, after, 5, 10);
        assertThat(values(second)).usingRecursiveComparison().isEqualTo(values(whole));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goesOnToTheBitFromFiles(Kind kind) {
        Sequential whole = network();
        train(whole, kind.make().apply(whole.parameters()), 0, 6);

        Sequential first = network();
        Optimizer before = kind.make().apply(first.parameters());
        train(first, before, 0, 3);
        byte[] model = ModelFile.of(first, Map.of()).write();
        byte[] memory = OptimizerFile.of(before).write();

        Sequential second = ModelFile.load(Safetensors.read(model, SafetensorsLimits.OWN_FILE));
        Optimizer after = kind.make().apply(second.parameters());
        OptimizerFile.loadInto(after, Safetensors.read(memory, SafetensorsLimits.OWN_FILE));
        assertThat(after).hasToString(before.toString());
        train(second, after, 3, 6);
        assertThat(values(second)).usingRecursiveComparison().isEqualTo(values(whole));
    }

    @Test
    void filesOfSomethingElseAreRefused() {
        Sequential network = network();
        Adam adam = new Adam(network.parameters());
        train(network, adam, 0, 1);
        Safetensors file = OptimizerFile.of(adam);
        assertThatThrownBy(() -> OptimizerFile.loadInto(new SGD(network.parameters(), 1), file))
                .hasMessage("the file holds the memory of Adam, but the optimizer is SGD.\n"
                        + "  Hint: make an optimizer of the same kind.");
        assertThatThrownBy(() -> OptimizerFile.loadInto(adam, ModelFile.of(network, Map.of())))
                .hasMessageStartingWith("the file's metadata have no nabla.optimizer.\n  Hint: ");
        Safetensors damaged = new Safetensors(
                Map.of(OptimizerFile.GROUPS, "{"), List.copyOf(file.tensors().values()));
        assertThatThrownBy(() -> OptimizerFile.loadInto(adam, damaged))
                .hasMessageStartingWith("the file's nabla.optimizer is damaged: ");
        Safetensors strange =
                new Safetensors(file.metadata(), List.of(StoredTensor.of("fc.weight", new int[] {1}, new float[1])));
        assertThatThrownBy(() -> OptimizerFile.loadInto(adam, strange))
                .hasMessageStartingWith("the file has a tensor \"fc.weight\", which is no optimizer's.\n  Hint: ");
    }

    @Test
    void stateIsNamedAsInPyTorch() {
        Tensor a = Tensor.ones(2).requiresGrad_();
        Tensor b = Tensor.ones(1).requiresGrad_();
        Adam adam = new Adam(
                new ParameterGroup(List.of(a), Adam.options(0.1)), new ParameterGroup(List.of(b), Adam.options(0.2)));
        assertThat(adam.stateDict().state()).isEmpty();
        b.mul(3).sum().backward();
        adam.step();
        OptimizerState state = adam.stateDict();
        assertThat(state.state()).containsOnlyKeys(1);
        Map<String, Tensor> named = Objects.requireNonNull(state.state().get(1));
        assertThat(named).containsOnlyKeys("step", "exp_avg", "exp_avg_sq");
        assertThat(named)
                .hasEntrySatisfying("step", step -> assertThat(step.item()).isEqualTo(1));
        assertThat(named)
                .hasEntrySatisfying(
                        "exp_avg", mean -> assertThat(mean.toArray()).containsExactly(0.3f));
        assertThat(state.paramGroups()).hasSize(2);
        assertThat(state.paramGroups().get(1).params()).containsExactly(1);
        assertThat(state.paramGroups().get(1).options())
                .containsEntry("lr", 0.2)
                .containsEntry("betas", List.of(0.9, 0.999))
                .containsEntry("amsgrad", false)
                .containsEntry("foreach", null);
    }

    @Test
    void optionsComeBackToo() {
        Tensor a = Tensor.ones(2).requiresGrad_();
        SGD saved = new SGD(List.of(a), SGD.options(0.1).momentum(0.9));
        saved.paramGroups().get(0).setLr(0.025);
        SGD loaded = new SGD(List.of(Tensor.ones(2).requiresGrad_()), 1);
        loaded.loadStateDict(saved.stateDict());
        assertThat(loaded).hasToString(saved.toString());
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() {
        Tensor a = Tensor.ones(2).requiresGrad_();
        SGD one = new SGD(List.of(a), 0.1);
        Tensor b = Tensor.ones(2).requiresGrad_();
        Tensor c = Tensor.ones(2).requiresGrad_();
        SGD two =
                new SGD(new ParameterGroup(List.of(b), SGD.options(1)), new ParameterGroup(List.of(c), SGD.options(1)));
        SGD wide = new SGD(
                List.of(Tensor.ones(2).requiresGrad_(), Tensor.ones(2).requiresGrad_()),
                SGD.options(1).momentum(.5));
        assertThatThrownBy(() -> one.loadStateDict(two.stateDict()))
                .hasMessageStartingWith("loaded state dict has a different number of parameter groups\n  Hint: ");
        assertThatThrownBy(() -> one.loadStateDict(wide.stateDict()))
                .hasMessageStartingWith("loaded state dict contains a parameter group that doesn't match the size of"
                        + " optimizer's group\n  Hint: ");
        Tensor large = Tensor.ones(3).requiresGrad_();
        SGD other = new SGD(List.of(large), SGD.options(1).momentum(.5));
        large.sum().backward();
        other.step();
        assertThatThrownBy(() -> one.loadStateDict(other.stateDict()))
                .hasMessage("loaded state has the shape [3], but its parameter [2]");
        assertThat(one.paramGroups().get(0).lr()).isEqualTo(0.1);
    }
}
