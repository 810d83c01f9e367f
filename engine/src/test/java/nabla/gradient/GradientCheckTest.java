package nabla.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.Nabla;
import nabla.Tensor;
import nabla.backend.reference.ReferenceBackend;
import nabla.nn.F;
import nabla.op.MapOp;
import nabla.op.Maps;
import nabla.op.Shape;
import nabla.random.Generator;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds every derivative against the central difference (f(x + h) − f(x − h)) / 2h, in float64. */
class GradientCheckTest {
    private static final double H = 1e-6;
    private static final double TOLERANCE = 1e-7;
    private static final Device STANDARD = Device.standard();

    @BeforeAll
    static void useFloat64() {
        Device.setStandard(new Device(new ReferenceBackend()));
    }

    @AfterAll
    static void restoreDevice() {
        Device.setStandard(STANDARD);
    }

    /** A function of some tensors. */
    private interface Function {
        Tensor of(List<Tensor> inputs);
    }

    private final List<DynamicTest> tests = new ArrayList<>();

    private void check(String name, Function function, int[]... shapes) {
        tests.add(DynamicTest.dynamicTest(name, () -> verify(function, shapes)));
    }

    private static int[] shape(int... extents) {
        return extents;
    }

    @TestFactory
    List<DynamicTest> elementwise() {
        List<MapOp> positive = List.of(Maps.LOG, Maps.SQRT);
        List<MapOp> unary = List.of(
                Maps.NEG,
                Maps.ABS,
                Maps.EXP,
                Maps.SIN,
                Maps.COS,
                Maps.TANH,
                Maps.SQUARE,
                Maps.RELU,
                Maps.SIGMOID,
                Maps.RECIPROCAL);
        positive.forEach(
                op -> check(op.name(), in -> in.get(0).square().add(0.5).map(op), shape(3, 4)));
        unary.forEach(op -> check(op.name(), in -> in.get(0).map(op), shape(3, 4)));
        check("add", in -> in.get(0).add(in.get(1)), shape(3, 4), shape(4));
        check("sub", in -> in.get(0).sub(in.get(1)), shape(3, 1), shape(2, 1, 4));
        check("mul", in -> in.get(0).mul(in.get(1)), shape(3, 4), shape());
        check("div", in -> in.get(0).div(in.get(1)), shape(3, 4), shape(3, 1));
        check("pow", in -> in.get(0).square().add(0.5).pow(in.get(1)), shape(3), shape(3));
        check("maximum", in -> in.get(0).maximum(in.get(1)), shape(3, 4), shape(4));
        check("minimum", in -> in.get(0).minimum(in.get(1)), shape(3, 4), shape(4));
        check("where", in -> in.get(0).lt(in.get(1)).where(in.get(0), in.get(1)), shape(3, 4), shape(4));
        return tests;
    }

    @TestFactory
    List<DynamicTest> reductions() {
        check("sum", in -> in.get(0).sum(), shape(2, 3));
        check("sum of an axis", in -> in.get(0).sum(1), shape(2, 3, 2));
        check("mean", in -> in.get(0).mean(), shape(2, 3));
        check("mean of an axis", in -> in.get(0).mean(0, true), shape(2, 3));
        check("amax", in -> in.get(0).amax(1, false), shape(3, 4));
        check("softmax", in -> F.softmax(in.get(0), 1), shape(3, 4));
        check("log_softmax", in -> F.logSoftmax(in.get(0), 0), shape(3, 4));
        return tests;
    }

    @TestFactory
    List<DynamicTest> views() {
        Tensor rows = Tensor.tensor(new long[] {2, 0, 2}, 3);
        Tensor columns = Tensor.tensor(new long[] {1, 0, 3, 3, 2, 1}, 3, 2);
        check("reshape", in -> in.get(0).reshape(2, 6).square(), shape(3, 4));
        check("transpose", in -> in.get(0).t().matmul(in.get(0)), shape(3, 4));
        check("permute", in -> in.get(0).permute(2, 0, 1).square(), shape(2, 3, 2));
        check("expand", in -> in.get(0).expand(3, 4).mul(in.get(1)), shape(3, 1), shape(3, 4));
        check("narrow", in -> in.get(0).narrow(1, 1, 2).square(), shape(3, 4));
        check("narrow of the first axis", in -> in.get(0).narrow(0, 1, 2).square(), shape(3, 4));
        check("cat", in -> Tensor.cat(List.of(in.get(0), in.get(1)), 1).square(), shape(2, 3), shape(2, 1));
        check("stack", in -> Tensor.stack(List.of(in.get(0), in.get(1)), 1).square(), shape(2, 3), shape(2, 3));
        check("indexSelect", in -> in.get(0).indexSelect(0, rows).square(), shape(3, 4));
        check("gather", in -> in.get(0).gather(1, columns).square(), shape(3, 4));
        return tests;
    }

    @TestFactory
    List<DynamicTest> networks() {
        Tensor classes = Tensor.tensor(new long[] {1, 0, 3}, 3);
        check("matmul", in -> in.get(0).matmul(in.get(1)), shape(3, 4), shape(4, 2));
        check("matmul of batches", in -> in.get(0).matmul(in.get(1)), shape(2, 1, 3, 4), shape(2, 4, 2));
        check("linear", in -> F.linear(in.get(0), in.get(1), in.get(2)), shape(3, 4), shape(2, 4), shape(2));
        check(
                "conv2d",
                in -> F.conv2d(in.get(0), in.get(1), in.get(2), shape(1, 1), shape(0, 0)),
                shape(2, 2, 5, 5),
                shape(3, 2, 3, 2),
                shape(3));
        check(
                "conv2d with stride and padding",
                in -> F.conv2d(in.get(0), in.get(1), null, shape(2, 1), shape(1, 2)),
                shape(1, 2, 5, 6),
                shape(2, 2, 3, 3));
        check("max_pool2d", in -> F.maxPool2d(in.get(0), 2), shape(1, 2, 4, 5));
        check("overlapping max_pool2d", in -> F.maxPool2d(in.get(0), shape(3, 2), shape(1, 2)), shape(1, 1, 5, 6));
        check("cross_entropy", in -> F.crossEntropy(in.get(0), classes), shape(3, 4));
        check("mse_loss", in -> F.mseLoss(in.get(0), in.get(1)), shape(3, 4), shape(3, 4));
        return tests;
    }

    private static void verify(Function function, int[][] shapes) {
        Generator generator = new Generator(3);
        List<double[]> values = new ArrayList<>();
        for (int[] shape : shapes) {
            double[] drawn = new double[Shape.of(shape).size()];
            generator.normal(drawn, 0, 1);
            values.add(drawn);
        }
        List<Tensor> inputs = tensors(values, shapes);
        inputs.forEach(Tensor::requiresGrad_);
        Tensor output = function.of(inputs);
        double[] weights = new double[output.numel()];
        generator.normal(weights, 0, 1);
        output.backward(Tensor.float64(weights, output.shape().toArray()));
        for (int i = 0; i < shapes.length; i++) {
            double[] gradient = Objects.requireNonNull(inputs.get(i).grad()).toDoubleArray();
            for (int k = 0; k < gradient.length; k++) {
                double x = values.get(i)[k];
                values.get(i)[k] = x + H;
                double above = weighted(function, tensors(values, shapes), weights);
                values.get(i)[k] = x - H;
                double below = weighted(function, tensors(values, shapes), weights);
                values.get(i)[k] = x;
                double difference = (above - below) / (2 * H);
                assertThat(gradient[k])
                        .as("input %d, element %d", i, k)
                        .isEqualTo(difference, within(TOLERANCE * (1 + Math.abs(difference))));
            }
        }
    }

    private static List<Tensor> tensors(List<double[]> values, int[][] shapes) {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < shapes.length; i++) {
            tensors.add(Tensor.float64(values.get(i), shapes[i]));
        }
        return tensors;
    }

    private static double weighted(Function function, List<Tensor> inputs, double[] weights) {
        double[] output = Nabla.noGrad(() -> function.of(inputs)).toDoubleArray();
        double sum = 0;
        for (int i = 0; i < output.length; i++) {
            sum += output[i] * weights[i];
        }
        return sum;
    }
}
