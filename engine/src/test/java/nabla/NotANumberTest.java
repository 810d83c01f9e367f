package nabla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.conformance.NotANumberCheck;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** NaN never vanishes: it is the greatest and the least, as PyTorch has it. */
class NotANumberTest {
    private static final Device STANDARD = Device.standard();

    static List<Device> devices() {
        return List.of(new Device(new ReferenceBackend()), new Device(new JvmBackend()));
    }

    @AfterEach
    void restoreDevice() {
        Device.setStandard(STANDARD);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void theFirstNaNIsTheGreatestAndTheLeast(Device device) {
        Device.setStandard(device);
        double nan = Double.NaN;
        Tensor x = Tensor.tensor(new double[] {1, 3, 2, 5, nan, 7, nan, 8, nan}, 3, 3);
        assertThat(x.max(1).values().toDoubleArray()).containsExactly(3, nan, nan);
        assertThat(x.max(1).indices().toLongArray()).containsExactly(1, 1, 0);
        assertThat(x.min(1).indices().toLongArray()).containsExactly(0, 1, 0);
        assertThat(x.argmax(1, false).toLongArray()).containsExactly(1, 1, 0);
        assertThat(x.amin(0, false).toDoubleArray()).containsExactly(nan, nan, nan);
        assertThat(x.argmin(0, false).toLongArray()).containsExactly(2, 1, 2);
        assertThat(x.relu().toDoubleArray()).containsExactly(1, 3, 2, 5, nan, 7, nan, 8, nan);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void gradientsBesideNaNArePyTorchs(Device device) {
        Device.setStandard(device);
        NotANumberCheck.all().forEach(NotANumberCheck::run);
    }
}
