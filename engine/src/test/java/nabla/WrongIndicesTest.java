package nabla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An index that names nothing is an error, never the number that happens to lie there. */
class WrongIndicesTest {
    static Backend[] backends() {
        return new Backend[] {new JvmBackend(), new ReferenceBackend()};
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void theLearnersOwnIndicesAreCheckedBeforeTheRun(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor x = Tensor.rand(3, 4);
        assertThatThrownBy(() ->
                        x.gather(1, Tensor.tensor(new long[] {0, 4, 1}, 3, 1)).toArray())
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("gather: index 4 is out of bounds: the axis has 4 elements."
                        + "\n  Hint: indices run from 0 to 3.");
        assertThatThrownBy(() ->
                        x.indexSelect(0, Tensor.tensor(new long[] {0, -1})).toArray())
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("index_select: index -1 is out of bounds: the axis has 3 elements."
                        + "\n  Hint: indices run from 0 to 2.");
    }

    @ParameterizedTest
    @MethodSource("backends")
    void computedIndicesAreCheckedInTheRun(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor x = Tensor.rand(3, 4);
        Tensor computed = Tensor.tensor(new long[] {0, 1}).mul(5);
        assertThatThrownBy(() -> x.indexSelect(0, computed).toArray())
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index 5 is out of bounds: the axis has 3 elements.");
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aPartOfTheDataMayHoldOtherNumbers(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor places = Tensor.tensor(new long[] {2, 0, -100});
        assertThat(Tensor.arange(3).indexSelect(0, places.narrow(0, 0, 2)).toLongArray())
                .containsExactly(2, 0);
    }
}
