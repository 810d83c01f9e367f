package nabla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.nn.F;
import nabla.op.DType;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random programs, computed fused in float32 and node by node in float64: whatever the scheduler joins, moves or places
 * together must not change a number. Each program is also differentiated.
 */
class RandomGraphTest {
    private static final int PROGRAMS = Integer.getInteger("nabla.programs", 1500);

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    @Test
    void fusedPlansComputeWhatTheReferenceComputes() {
        for (int seed = 0; seed < PROGRAMS; seed++) {
            List<double[]> fused = run(new JvmBackend(), seed);
            List<double[]> reference = run(new ReferenceBackend(), seed);
            assertThat(fused).as("program %d", seed).hasSameSizeAs(reference);
            for (int i = 0; i < fused.size(); i++) {
                assertClose(seed, i, fused.get(i), reference.get(i));
            }
        }
    }

    private static void assertClose(int seed, int output, double[] actual, double[] expected) {
        assertThat(actual).as("program %d, output %d", seed, output).hasSameSizeAs(expected);
        for (int k = 0; k < actual.length; k++) {
            double tolerance = 1e-4 + 1e-3 * Math.abs(expected[k]);
            assertThat(Double.compare(actual[k], expected[k]) == 0 || Math.abs(actual[k] - expected[k]) <= tolerance)
                    .as(
                            "program %d, output %d, element %d: %s, but %s expected",
                            seed, output, k, actual[k], expected[k])
                    .isTrue();
        }
    }

    private static List<double[]> run(Backend backend, int seed) {
        Device device = new Device(backend);
        Device.setStandard(device);
        Random random = new Random(seed);
        List<Tensor> leaves = new ArrayList<>();
        List<Tensor> known = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Tensor leaf = leaf(random);
            leaves.add(leaf);
            known.add(leaf);
        }
        int operations = 2 + random.nextInt(10);
        for (int i = 0; i < operations; i++) {
            Tensor next = step(known.get(random.nextInt(known.size())), known, random);
            if (next.numel() > 0 && next.numel() < 5000) {
                known.add(next);
            }
        }
        List<Tensor> outputs = new ArrayList<>(known.subList(Math.max(3, known.size() - 3), known.size()));
        Tensor loss = outputs.get(outputs.size() - 1).square().mean();
        loss.backward();
        for (Tensor leaf : leaves) {
            Tensor gradient = leaf.grad();
            if (gradient != null) {
                outputs.add(gradient);
            }
        }
        outputs.add(loss);
        device.realize(outputs.stream().map(Tensor::node).toArray(nabla.op.Node[]::new));
        return outputs.stream().map(Tensor::toDoubleArray).toList();
    }

    private static Tensor leaf(Random random) {
        int[] shape = new int[random.nextInt(5)];
        int size = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = 1 + random.nextInt(random.nextInt(6) == 0 ? 20 : 4);
            size *= shape[i];
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * 0.8);
        }
        return Tensor.tensor(values, shape).requiresGrad_();
    }

    private static Tensor step(Tensor x, List<Tensor> known, Random random) {
        Tensor other = known.get(random.nextInt(known.size()));
        int rank = x.dim();
        switch (random.nextInt(28)) {
            case 0:
                return fits(x, other) ? x.add(other) : x.add(0.5);
            case 1:
                return fits(x, other) ? x.mul(other) : x.mul(-0.7);
            case 2:
                return fits(x, other) ? x.maximum(other) : x.abs();
            case 3:
                return x.tanh();
            case 4:
                return x.relu();
            case 5:
                return x.sigmoid().add(x);
            case 6:
                return rank == 0 ? x.neg() : x.sum(random.nextInt(rank), random.nextBoolean());
            case 7:
                return rank == 0 ? x.square() : x.amax(random.nextInt(rank), random.nextBoolean());
            case 8:
                return rank < 2 ? x.sin() : x.transpose(random.nextInt(rank), random.nextInt(rank));
            case 9:
                return x.reshape(-1);
            case 10:
                return rank == 0 ? x.cos() : narrowed(x, random);
            case 11:
                return x.unsqueeze(random.nextInt(rank + 1));
            case 12:
                return rank == 0 ? x : F.softmax(x, random.nextInt(rank));
            case 13:
                return rank < 2 ? x.mean() : x.matmul(x.transpose(-2, -1)).tanh();
            case 14:
                return rank == 0 ? x : gathered(x, random);
            case 15:
                return rank == 0 ? x : Tensor.cat(List.of(x, x.tanh(), x), random.nextInt(rank));
            case 16:
                return rank == 4 && x.size(2) > 1 && x.size(3) > 1 ? convolved(x, random) : x.sub(0.1);
            case 17:
                return rank == 0 ? x : ordered(x, random);
            case 18:
                return rank == 0 ? x : x.cumsum(random.nextInt(rank));
            case 19:
                return rank == 0 ? x : x.var(new int[] {random.nextInt(rank)}, false, random.nextBoolean());
            case 20:
                return rank == 0 ? x : x.logsumexp(random.nextInt(rank), random.nextBoolean());
            case 21:
                return rank == 0
                        ? x.clamp(-0.4, 0.9)
                        : x.flip(random.nextInt(rank)).mul(x);
            case 22:
                return rank == 0
                        ? x.gelu()
                        : x.roll(1 + random.nextInt(3), random.nextInt(rank)).silu();
            case 23:
                return rank < 2 ? x.pow(3) : x.tril(random.nextInt(3) - 1);
            case 24:
                return rank == 0 ? x.clone() : x.select(random.nextInt(rank), -1);
            case 25:
                return written(x, random);
            case 26:
                return rank == 0 ? x.square().log1p() : scattered(x, random);
            default:
                return rank == 4 && x.size(2) > 1 && x.size(3) > 1
                        ? F.maxPool2d(x, new int[] {2, 2}, new int[] {1 + random.nextInt(2), 1 + random.nextInt(2)})
                        : x.gt(Tensor.zeros()).where(x, x.mul(0.1));
        }
    }

    private static boolean fits(Tensor a, Tensor b) {
        int[] x = a.shape().toArray();
        int[] y = b.shape().toArray();
        for (int i = 1; i <= Math.min(x.length, y.length); i++) {
            int p = x[x.length - i];
            int q = y[y.length - i];
            if (p != q && p != 1 && q != 1) {
                return false;
            }
        }
        return true;
    }

    private static Tensor narrowed(Tensor x, Random random) {
        int axis = random.nextInt(x.dim());
        int start = random.nextInt(x.size(axis));
        return x.narrow(axis, start, 1 + random.nextInt(x.size(axis) - start));
    }

    private static Tensor gathered(Tensor x, Random random) {
        int axis = random.nextInt(x.dim());
        long[] rows = new long[1 + random.nextInt(4)];
        Arrays.setAll(rows, i -> random.nextInt(x.size(axis)));
        return x.indexSelect(axis, Tensor.tensor(rows, rows.length));
    }

    private static Tensor ordered(Tensor x, Random random) {
        int axis = random.nextInt(x.dim());
        return switch (random.nextInt(4)) {
            case 0 -> x.sort(axis, random.nextBoolean()).values();
            case 1 -> x.max(axis).values();
            case 2 -> x.min(axis, true).values();
            default -> x.prod(axis, true);
        };
    }

    /** A copy, part of which is written over. */
    private static Tensor written(Tensor x, Random random) {
        Tensor copy = x.mul(1.5);
        Tensor part = x.dim() == 0 ? copy : narrowed(copy, random);
        if (random.nextBoolean()) {
            part.mul_(-0.3);
        } else {
            part.copy_(part.dim() == 0 ? part.sin() : part.flip(0).sin());
        }
        return copy;
    }

    private static Tensor scattered(Tensor x, Random random) {
        int axis = random.nextInt(x.dim());
        long[] places = new long[x.numel()];
        Arrays.setAll(places, i -> random.nextInt(3));
        int[] shape = x.shape().with(axis, 3).toArray();
        return Tensor.zeros(shape)
                .scatterAdd_(axis, Tensor.tensor(places, x.shape().toArray()), x);
    }

    private static Tensor convolved(Tensor x, Random random) {
        int channels = x.size(1);
        float[] kernel = new float[2 * channels * 4];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) random.nextGaussian() * 0.5f;
        }
        int stride = 1 + random.nextInt(2);
        int padding = random.nextInt(2);
        Tensor weight = Tensor.tensor(kernel, 2, channels, 2, 2);
        return F.conv2d(x, weight, null, new int[] {stride, stride}, new int[] {padding, padding});
    }

    @Test
    void integersAndBooleansKeepTheirTypes() {
        Tensor flags = Tensor.tensor(new float[] {1, -1, 2}).gt(Tensor.scalar(0));
        assertThat(flags.dtype()).isEqualTo(DType.BOOL);
        assertThat(flags.sum().dtype()).isEqualTo(DType.INT64);
        assertThat(flags.sum().item()).isEqualTo(2);
    }
}
