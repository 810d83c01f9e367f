package nabla.nn.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.optim.SGD;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clipped gradients, held against what PyTorch 1.13 gave for the same calls. */
class ClipGradTest {
    static List<Backend> backends() {
        return List.of(new JvmBackend(), new ReferenceBackend());
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    /** Parameters whose gradients are (3, -4), 12 and none. */
    private static List<Tensor> parameters() {
        Tensor a = Tensor.tensor(new float[] {3, -4}).requiresGrad_();
        Tensor b = Tensor.tensor(new float[] {12}, 1, 1).requiresGrad_();
        a.square().sum().add(b.square().sum()).div(2).backward();
        return List.of(a, b, Tensor.zeros(2).requiresGrad_());
    }

    private static void assertGradients(List<Tensor> parameters, double first, double second, double third) {
        Tensor a = Objects.requireNonNull(parameters.get(0).grad());
        Tensor b = Objects.requireNonNull(parameters.get(1).grad());
        assertThat(a.toDoubleArray()).containsExactly(new double[] {first, second}, within(1e-4));
        assertThat(b.item()).isEqualTo(third, within(1e-4));
        assertThat(parameters.get(2).grad()).isNull();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void normIsThatOfOneLongVector(Backend backend) {
        Device.setStandard(new Device(backend));
        List<Tensor> usual = parameters();
        assertThat(ClipGrad.clipGradNorm_(usual, 6.5).item()).isEqualTo(13, within(1e-5));
        assertGradients(usual, 1.5, -2, 6);

        List<Tensor> greatest = parameters();
        assertThat(ClipGrad.clipGradNorm_(greatest, 6.5, Double.POSITIVE_INFINITY)
                        .item())
                .isEqualTo(12);
        assertGradients(greatest, 1.625, -2.1667, 6.5);

        List<Tensor> sum = parameters();
        assertThat(ClipGrad.clipGradNorm_(sum, 6.5, 1).item()).isEqualTo(19);
        assertGradients(sum, 1.0263, -1.3684, 4.1053);

        List<Tensor> cubes = parameters();
        assertThat(ClipGrad.clipGradNorm_(cubes, 6.5, 3).item()).isEqualTo(12.2071, within(1e-4));
        assertGradients(cubes, 1.5974, -2.1299, 6.3897);
    }

    @Test
    void smallGradientsStay() {
        List<Tensor> parameters = parameters();
        assertThat(ClipGrad.clipGradNorm_(parameters, 100).item()).isEqualTo(13, within(1e-5));
        assertGradients(parameters, 3, -4, 12);
        assertThat(ClipGrad.clipGradNorm_(List.of(Tensor.zeros(1).requiresGrad_()), 1)
                        .item())
                .isZero();
    }

    @Test
    void valuesAreClippedOneByOne() {
        List<Tensor> parameters = parameters();
        ClipGrad.clipGradValue_(parameters, 3.5);
        assertGradients(parameters, 3, -3.5, 3.5);
    }

    @Test
    void trainingClipsInTheSameRunAndReplaysOnePlan() {
        Device device = new Device(new JvmBackend());
        Device.setStandard(device);
        Tensor p = Tensor.tensor(new float[] {3, -4}).requiresGrad_();
        SGD sgd = new SGD(List.of(p), 0.1);
        long plans = 0;
        for (int step = 0; step < 4; step++) {
            sgd.zeroGrad();
            p.square().sum().backward();
            Tensor norm = ClipGrad.clipGradNorm_(List.of(p), 1);
            sgd.step();
            assertThat(norm.item()).isEqualTo(2 * (5 - 0.1 * step), within(1e-4));
            plans = step < 2 ? device.profile().plansMade() : plans;
        }
        assertThat(device.profile().plansMade()).isEqualTo(plans);
        assertThat(p.toDoubleArray()).containsExactly(new double[] {3 - 0.24, -4 + 0.32}, within(1e-4));
    }

    @Test
    void whatIsNotFiniteIsToldIfAskedFor() {
        Tensor p = Tensor.zeros(1).requiresGrad_();
        p.log().sum().backward();
        assertThatThrownBy(() -> ClipGrad.clipGradNorm_(List.of(p), 1, 2, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The total norm of order 2.0 for gradients from `parameters` is non-finite, so "
                        + "it cannot be clipped.");
        assertThatThrownBy(() -> ClipGrad.clipGradNorm_(List.of(p), 1, 0))
                .hasMessage("clipGradNorm_: the norm's p is 0.0, but must be above 0.\n  Hint: 2 is usual.");
    }
}
