package nabla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.op.DType;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sorting, running sums, and writing to places that indices name, against plain Java. */
class SortingTest {
    private final Random random = new Random(7);

    static Backend[] backends() {
        return new Backend[] {new JvmBackend(), new ReferenceBackend()};
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    private double[] values(int count, int kinds) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(kinds) - kinds / 2;
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("backends")
    void sortsLinesOfEveryLengthStably(Backend backend) {
        Device.setStandard(new Device(backend));
        for (int count : new int[] {1, 2, 3, 7, 8, 9, 31, 100, 257}) {
            double[] line = values(count, Math.max(2, count / 2));
            IndexedValues sorted = Tensor.tensor(line).sort();
            Integer[] order = IntStream.range(0, count).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.comparingDouble(i -> line[i]));
            assertThat(sorted.indices().toLongArray())
                    .containsExactly(Arrays.stream(order).mapToLong(i -> i).toArray());
            assertThat(sorted.values().toDoubleArray())
                    .containsExactly(Arrays.stream(line).sorted().toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void whatIsNotANumberCountsAsTheGreatest(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor x = Tensor.tensor(new double[] {2, Double.NaN, Double.POSITIVE_INFINITY, -1});
        assertThat(x.argsort(0, false).toLongArray()).containsExactly(3, 0, 2, 1);
        assertThat(x.argsort(0, true).toLongArray()).containsExactly(1, 2, 0, 3);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void sortsAlongAnyAxisAndPassesTheGradientBack(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor x = Tensor.tensor(new double[] {3, 1, 2, 1, 5, 0}, 3, 2).requiresGrad_();
        IndexedValues sorted = x.sort(0, true);
        assertThat(sorted.values().toDoubleArray()).containsExactly(5, 1, 3, 1, 2, 0);
        sorted.values()
                .mul(Tensor.tensor(new double[] {1, 2, 3, 4, 5, 6}, 3, 2))
                .sum()
                .backward();
        assertThat(java.util.Objects.requireNonNull(x.grad()).toDoubleArray()).containsExactly(3, 2, 5, 4, 1, 6);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void runningSumsGoBeyondOneBlock(Backend backend) {
        Device.setStandard(new Device(backend));
        for (int count : new int[] {1, 5, 64, 65, 1000, 5000}) {
            double[] line = values(count, 9);
            double[] expected = line.clone();
            for (int i = 1; i < count; i++) {
                expected[i] += expected[i - 1];
            }
            assertThat(Tensor.tensor(line).cumsum(0).toDoubleArray()).containsExactly(expected);
        }
        Tensor whole = Tensor.tensor(new long[] {1, 2, 3, 4}, 2, 2).cumsum(0);
        assertThat(whole.toLongArray()).containsExactly(1, 2, 4, 6);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void scattersToNamedPlaces(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor oneHot = Tensor.zeros(10).scatter_(0, Tensor.tensor(new long[] {3}), 1);
        assertThat(oneHot.toDoubleArray()).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
        Tensor x = Tensor.zeros(3, 5);
        Tensor index = Tensor.tensor(new long[] {0, 1, 2, 0, 2, 2}, 2, 3);
        Tensor source = Tensor.tensor(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        x.scatter_(0, index, source);
        assertThat(x.toDoubleArray()).containsExactly(4, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 5, 6, 0, 0);
        Tensor sums = Tensor.ones(3, 5).scatterAdd_(0, index, source);
        assertThat(sums.toDoubleArray()).containsExactly(6, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 6, 10, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void findsWhatIsNotZero(Backend backend) {
        Device.setStandard(new Device(backend));
        Tensor x = Tensor.tensor(new long[] {0, 2, 0, 3}, 2, 2);
        assertThat(x.nonzero().toLongArray()).containsExactly(0, 1, 1, 1);
        assertThat(x.maskedSelect(x.ne(0)).toLongArray()).containsExactly(2, 3);
        assertThat(x.eq(0).to(DType.INT64).sum().item()).isEqualTo(2);
    }
}
