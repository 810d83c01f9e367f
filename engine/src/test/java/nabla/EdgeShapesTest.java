package nabla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes without elements or axes, and values that no kernel had to compute. */
class EdgeShapesTest {
    private final Device standard = Device.standard();

    static List<Backend> backends() {
        return List.of(new JvmBackend(), new ReferenceBackend());
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(standard);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void constantsAreReadAsTheyAre(Backend backend) {
        Device.setStandard(new Device(backend));
        assertThat(Tensor.scalar(5).item()).isEqualTo(5);
        assertThat(Tensor.full(4).item()).isEqualTo(4);
        assertThat(Tensor.tensor(new float[] {3}, new int[0]).fill_(9).item()).isEqualTo(9);
        assertThat(Tensor.arange(3).toLongArray()).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void nothingIsSummedToNothing(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor empty = Tensor.zeros(2, 0, 3);
        assertThat(empty.sum().item()).isZero();
        assertThat(empty.sum(1).toDoubleArray()).containsOnly(0).hasSize(6);
        assertThat(empty.prod().item()).isEqualTo(1);
        assertThat(empty.mean().item()).isNaN();
        assertThat(empty.permute(2, 0, 1).reshape(3, 0).add(1).toDoubleArray()).isEmpty();
        assertThat(Tensor.zeros(2, 0).matmul(Tensor.zeros(0, 3)).add(1).toDoubleArray())
                .containsOnly(1)
                .hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void gradientsReachTensorsWithoutElements(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor leaf = Tensor.zeros(0, 3).requiresGrad_();
        leaf.reshape(3, 0).square().sum().backward();
        assertThat(Objects.requireNonNull(leaf.grad()).shape().toArray()).containsExactly(0, 3);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void indicesMayBeConstants(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor rows = Tensor.tensor(new float[] {1, 2, 3, 4}, 2, 2);
        assertThat(rows.indexSelect(0, Tensor.arange(2)).toArray()).containsExactly(1, 2, 3, 4);
        assertThat(rows.narrow(0, 1, 1).sort(0, false).values().toArray()).containsExactly(3, 4);
    }
}
