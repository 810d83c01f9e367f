package nabla.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import nabla.Nabla;
import nabla.Tensor;
import org.junit.jupiter.api.Test;

/** What {@code torch.nn.init} gives after {@code torch.manual_seed(0)}; conformance cases hold more. */
class InitTest {
    private static void assertStart(Tensor tensor, double... expected) {
        assertThat(Arrays.copyOf(tensor.toDoubleArray(), expected.length)).containsExactly(expected, within(1e-6));
    }

    @Test
    void numbersArePyTorchsForTheSameSeed() {
        Nabla.manualSeed(0);
        assertStart(Init.xavierUniform_(Tensor.empty(3, 4), 2), -0.0138629, 0.9933006, -1.5239835, -1.3626943);
        assertStart(
                Init.kaimingUniform_(Tensor.empty(3, 4, 2), .2, Init.Mode.FAN_OUT, "leaky_relu"),
                -0.9367963,
                -0.6494210,
                -0.4042180,
                0.0363242);
        assertStart(
                Init.kaimingNormal_(Tensor.empty(5, 4), 0, Init.Mode.FAN_IN, "tanh"),
                0.3664132,
                0.0936760,
                0.5339936,
                0.3676302);
        assertStart(Init.uniform_(Tensor.empty(3), -1, 2), 1.0895149, 1.7428241, 1.8053110);
    }

    @Test
    void constantsAndTheIdentity() {
        assertStart(Init.eye_(Tensor.empty(2, 3)), 1, 0, 0, 0, 1, 0);
        assertStart(Init.constant_(Tensor.empty(2), 3), 3, 3);
        assertStart(Init.ones_(Tensor.empty(2)), 1, 1);
        assertStart(Init.zeros_(Tensor.ones(2)), 0, 0);
    }

    @Test
    void parametersMayBeWrittenAndStayLeaves() {
        Linear layer = new Linear(100, 100);
        assertThat(Init.normal_(layer.weight(), 0, 0.01)).isSameAs(layer.weight());
        assertThat(layer.weight().requiresGrad()).isTrue();
        assertThat(layer.weight().isLeaf()).isTrue();
        assertThat(layer.weight().std().item()).isCloseTo(0.01, within(0.0005));
    }

    @Test
    void gainsArePyTorchs() {
        assertThat(Init.calculateGain("relu")).isEqualTo(Math.sqrt(2));
        assertThat(Init.calculateGain("tanh")).isEqualTo(5.0 / 3);
        assertThat(Init.calculateGain("leaky_relu", .2)).isCloseTo(1.3867504905630728, within(1e-15));
        assertThat(Init.calculateGain("selu")).isEqualTo(0.75);
    }

    @Test
    void whatHasNoFansIsRefused() {
        assertThatThrownBy(() -> Init.xavierNormal_(Tensor.empty(3)))
                .hasMessageStartingWith(
                        "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions\n  Hint: ");
        assertThatThrownBy(() -> Init.eye_(Tensor.empty(3)))
                .hasMessageStartingWith("Only tensors with 2 dimensions are supported\n  Hint: ");
        assertThatThrownBy(() -> Init.calculateGain("foo"))
                .hasMessageStartingWith("Unsupported nonlinearity foo\n  Hint: ");
    }

    @Test
    void attentionDrawsItsLastProjectionFirst() {
        Nabla.manualSeed(3);
        MultiheadAttention attention = new MultiheadAttention(4, 2);
        assertThat(attention.stateDict().keySet())
                .containsExactly("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias");
        assertStart(attention.parameters().get(0), 0.1816424, -0.3493490, 0.5502840, -0.5975424);
        assertStart(attention.parameters().get(2), -0.4957365, -0.3944306, -0.2141575, -0.4730452);
        assertStart(attention.parameters().get(3), 0, 0, 0, 0);
    }
}
