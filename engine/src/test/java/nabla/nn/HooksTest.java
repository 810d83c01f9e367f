package nabla.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.RemovableHandle;
import nabla.Tensor;
import org.junit.jupiter.api.Test;

class HooksTest {
    private final Sequential network = new Sequential(new Linear(3, 2), new ReLU());
    private final List<String> seen = new ArrayList<>();

    @Test
    void forwardHooksSeeInputsAndOutputsOfCallsOnly() {
        Module layer = network.get(0);
        layer.registerForwardPreHook((module, inputs) -> {
            seen.add(module.name() + " gets " + inputs[0].shape());
            return null;
        });
        RemovableHandle handle = layer.registerForwardHook((module, inputs, output) -> {
            seen.add(module.name() + " gives " + output.shape());
            return null;
        });
        network.call(Tensor.ones(4, 3));
        assertThat(seen).containsExactly("Linear gets [4, 3]", "Linear gives [4, 2]");
        layer.forward(Tensor.ones(4, 3));
        assertThat(seen).hasSize(2);
        handle.remove();
        handle.remove();
        network.call(Tensor.ones(1, 3));
        assertThat(seen).containsExactly("Linear gets [4, 3]", "Linear gives [4, 2]", "Linear gets [1, 3]");
    }

    @Test
    void forwardHooksMayChangeWhatTheySee() {
        Module identity = new Identity();
        identity.registerForwardPreHook((module, inputs) -> new Tensor[] {inputs[0].add(1)});
        identity.registerForwardHook((module, inputs, output) -> output.mul(10));
        assertThat(identity.call(Tensor.tensor(new double[] {1, 2})).toArray()).containsExactly(20, 30);
    }

    @Test
    void backwardHooksSeeTheGradientsOfTheModuleAlone() {
        Linear layer = (Linear) network.get(0);
        Tensor input = Tensor.ones(1, 3).requiresGrad_();
        List<Tensor> gradients = new ArrayList<>();
        RemovableHandle handle = layer.registerFullBackwardHook((module, gradInput, gradOutput) -> {
            gradients.add(Objects.requireNonNull(gradInput[0]));
            gradients.add(gradOutput[0]);
            return null;
        });
        // The input is used beside the layer, too: that gradient is not the layer's.
        layer.call(input).sum().add(input.sum()).backward();
        assertThat(gradients).hasSize(2);
        assertThat(gradients.get(1).toArray()).containsExactly(1, 1);
        double[] columns = layer.weight().sum(0).toDoubleArray();
        assertThat(gradients.get(0).toDoubleArray()).containsExactly(columns, within(1e-6));
        for (int i = 0; i < 3; i++) {
            columns[i] += 1;
        }
        assertThat(Objects.requireNonNull(input.grad()).toDoubleArray()).containsExactly(columns, within(1e-6));
        handle.remove();
        layer.call(input).sum().backward();
        assertThat(gradients).hasSize(2);
    }

    @Test
    void backwardHooksMayChangeTheGradientsOfInputs() {
        Module identity = new Identity();
        identity.registerFullBackwardHook((module, gradInput, gradOutput) -> new Tensor[] {gradOutput[0].mul(7)});
        Tensor input = Tensor.ones(2).requiresGrad_();
        identity.call(input).sum().backward();
        assertThat(Objects.requireNonNull(input.grad()).toArray()).containsExactly(7, 7);
    }

    @Test
    void backwardHooksOfAFirstLayerSeeTheOutputsGradient() {
        network.get(0).registerFullBackwardHook((module, gradInput, gradOutput) -> {
            seen.add(gradInput.length + " " + gradOutput[0].shape());
            return null;
        });
        network.call(Tensor.ones(4, 3)).sum().backward();
        assertThat(seen).containsExactly("0 [4, 2]");
    }

    @Test
    void attentionHasHooksToo() {
        MultiheadAttention attention = new MultiheadAttention(4, 2);
        attention.registerForwardHook((module, inputs, output) -> output.mul(0).add(1));
        Tensor x = Tensor.rand(3, 2, 4);
        assertThat(attention.call(x, x, x).output().toArray()).containsOnly(1);
    }
}
