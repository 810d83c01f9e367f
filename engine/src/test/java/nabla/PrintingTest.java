package nabla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nabla.backend.reference.ReferenceBackend;
import nabla.nn.F;
import nabla.op.DType;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a tensor says of itself. The layout of its numbers is held by TensorTextTest. */
class PrintingTest {
    private final Device standard = Device.standard();

    @AfterEach
    void backToStandard() {
        Device.setStandard(standard);
        Nabla.setPrintoptions(PrintOptions.DEFAULT);
    }

    @Test
    void aTensorPrintsItsNumbers() {
        assertThat(Tensor.ones(2, 2)).hasToString("tensor([[1., 1.],\n        [1., 1.]])");
        assertThat(Tensor.zeros(2, 0)).hasToString("tensor([], size=(2, 0))");
        assertThat(Tensor.tensor(new long[0], 0)).hasToString("tensor([], dtype=int64)");
        assertThat(Nabla.text(Tensor.arange(3))).isEqualTo("tensor([0, 1, 2])");
    }

    @Test
    void aTensorThatKnowsItsHistorySaysSo() {
        Tensor x = Tensor.ones(2).requiresGrad_();
        assertThat(x).hasToString("tensor([1., 1.], requires_grad=True)");
        assertThat(x.mul(2)).hasToString("tensor([2., 2.], grad_fn=<MulBackward0>)");
        assertThat(x.mul(2).detach()).hasToString("tensor([2., 2.])");
        assertThat(x.reshape(1, 2)).hasToString("tensor([[1., 1.]], grad_fn=<ReshapeAliasBackward0>)");
        assertThat(x.view(1, 2).t().reshape(2)).hasToString("tensor([1., 1.], grad_fn=<ReshapeAliasBackward0>)");
        assertThat(F.softmax(x, 0)).hasToString("tensor([0.5000, 0.5000], grad_fn=<SoftmaxBackward0>)");
        assertThat(Tensor.zeros(1).parameter_()).hasToString("Parameter containing:\ntensor([0.], requires_grad=True)");
    }

    @Test
    void aTensorOfAnotherDeviceNamesIt() {
        Tensor here = Tensor.ones(1);
        Device.setStandard(new Device(new ReferenceBackend()));
        assertThat(here).hasToString("tensor([1.], device='jvm')");
        assertThat(Tensor.ones(1)).hasToString("tensor([1.])");
        assertThat(Tensor.ones(1).to(DType.FLOAT64)).hasToString("tensor([1.], dtype=float64)");
    }

    @Test
    void valuesWithTheirIndicesPrintAsARecord() {
        IndexedValues found = Tensor.tensor(new float[] {5, 2, 1, 7}, 2, 2).max(1);
        assertThat(found)
                .hasToString("return_types.max(\nvalues=tensor([5., 7.]),\nindices=tensor([0, 1]))")
                .extracting(IndexedValues::text)
                .isEqualTo(found.toString());
    }

    @Test
    void otherValuesPrintAsInPython() {
        assertThat(Nabla.text(Tensor.zeros(2, 3).shape())).isEqualTo("Size([2, 3])");
        assertThat(Nabla.text(Tensor.zeros().shape())).isEqualTo("Size([])");
        assertThat(Nabla.text(DType.FLOAT32)).isEqualTo("float32");
        assertThat(Nabla.text(1e-5)).isEqualTo("1e-05");
        assertThat(Nabla.text(true)).isEqualTo("True");
        assertThat(Nabla.text("words")).isEqualTo("words");
        assertThat(Nabla.text(null)).isEqualTo("None");
        assertThat(Nabla.text(List.of(Tensor.scalar(2), 1, "b"))).isEqualTo("[tensor(2.), 1, 'b']");
    }

    @Test
    void optionsHoldForAllTensors() {
        Nabla.setPrintoptions(new PrintOptions(2, 1000, 3, 80, null));
        assertThat(Tensor.full(0.125, 2)).hasToString("tensor([0.12, 0.12])");
    }
}
