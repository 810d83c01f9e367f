package nabla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.nn.F;
import nabla.optim.Adam;
import nabla.optim.SGD;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole promise of the engine, small: compute, differentiate, train, replay. */
class TinyTest {
    static List<Backend> backends() {
        return List.of(new JvmBackend(), new ReferenceBackend());
    }

    private static float[] gradient(Tensor leaf) {
        return Objects.requireNonNull(leaf.grad()).toArray();
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void addsBroadcastsAndMultiplies(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor a = Tensor.tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        Tensor b = Tensor.tensor(new float[] {10, 20, 30});
        assertThat(a.add(b).toArray()).containsExactly(11, 22, 33, 14, 25, 36);
        assertThat(a.matmul(a.t()).toArray()).containsExactly(14, 32, 32, 77);
        assertThat(a.t().reshape(6).toArray()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(a.sum(0).toArray()).containsExactly(5, 7, 9);
        assertThat(a.argmax(1).toLongArray()).containsExactly(2, 2);
        assertThat(a.eq(a).sum().item()).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void writesShowInEveryView(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor a = Tensor.zeros(2, 3);
        Tensor row = a.narrow(1, 1, 2);
        row.add_(5);
        assertThat(a.toArray()).containsExactly(0, 5, 5, 0, 5, 5);
        a.t().fill_(1);
        assertThat(row.toArray()).containsExactly(1, 1, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void differentiates(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor x = Tensor.tensor(new float[] {1, -2, 3}).requiresGrad_();
        x.square().mul(x).relu().sum().backward();
        assertThat(gradient(x)).containsExactly(3, 0, 27);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void adamFollowsPyTorch(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor p = Tensor.tensor(new float[] {1}).requiresGrad_();
        Adam adam = new Adam(List.of(p), 0.1);
        List<Double> values = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            adam.zeroGrad();
            p.square().sum().backward();
            adam.step();
            values.add(p.item());
        }
        assertThat(values.get(0)).isCloseTo(0.9, within(1e-6));
        assertThat(values.get(1)).isCloseTo(0.800412, within(1e-6));
        assertThat(values.get(2)).isCloseTo(0.701586, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void trainsXorAndReplaysOnePlan(Backend backend) {
        Device device = new Device(backend);
        Device.setStandard(device);
        Nabla.manualSeed(0);
        Tensor x = Tensor.tensor(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
        Tensor y = Tensor.tensor(new long[] {0, 1, 1, 0});
        Tensor w1 = Tensor.randn(8, 2).requiresGrad_();
        Tensor b1 = Tensor.zeros(8).requiresGrad_();
        Tensor w2 = Tensor.randn(2, 8).requiresGrad_();
        Tensor b2 = Tensor.zeros(2).requiresGrad_();
        SGD sgd = new SGD(List.of(w1, b1, w2, b2), SGD.options(0.5).momentum(0.9));
        double last = 0;
        for (int step = 0; step < 200; step++) {
            sgd.zeroGrad();
            Tensor hidden = F.relu(F.linear(x, w1, b1));
            Tensor loss = F.crossEntropy(F.linear(hidden, w2, b2), y);
            loss.backward();
            sgd.step();
            last = loss.item();
        }
        assertThat(last).isLessThan(0.01);
        assertThat(device.profile().plansMade()).isLessThanOrEqualTo(3);
        assertThat(gradient(w1)).hasSize(16);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void convolvesAndPools(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor picture =
                Tensor.arange(16).to(nabla.op.DType.FLOAT32).reshape(1, 1, 4, 4).detach();
        Tensor x = Tensor.tensor(picture.toArray(), 1, 1, 4, 4).requiresGrad_();
        Tensor w = Tensor.tensor(new float[] {1, 0, 0, -1}, 1, 1, 2, 2).requiresGrad_();
        Tensor y = F.conv2d(x, w, null, new int[] {1, 1}, new int[] {1, 1});
        assertThat(y.shape().toString()).isEqualTo("[1, 1, 5, 5]");
        F.maxPool2d(y, new int[] {2, 2}, new int[] {2, 2}).sum().backward();
        assertThat(gradient(x)).hasSize(16);
        assertThat(gradient(w)).hasSize(4);
    }
}
