package nabla.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.nn.CrossEntropyLoss;
import nabla.nn.F;
import nabla.nn.Linear;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What optimizers do, held against numbers that PyTorch 1.13 gave for the same calls. */
class OptimizerTest {
    static List<Backend> backends() {
        return List.of(new JvmBackend(), new ReferenceBackend());
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    private static Tensor leaf(double... values) {
        return Tensor.tensor(values).requiresGrad_();
    }

    /** Steps on p² from 1 with the learning rate 0.1: the course's example. */
    private static double[] onSquare(int steps, Function<List<Tensor>, Optimizer> make) {
        Tensor p = leaf(1);
        Optimizer optimizer = make.apply(List.of(p));
        double[] seen = new double[steps];
        for (int i = 0; i < steps; i++) {
            optimizer.zeroGrad();
            p.square().sum().backward();
            optimizer.step();
            seen[i] = p.item();
        }
        return seen;
    }

    private static void assertPath(double[] actual, double... expected) {
        assertThat(actual).containsExactly(expected, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void sgdOnASquareAsInTheCourse(Backend backend) {
        Device.setStandard(new Device(backend));
        SGD.Options plain = SGD.options(0.1);
        assertPath(onSquare(3, p -> new SGD(p, 0.1)), .8, .64, .512);
        assertPath(onSquare(3, p -> new SGD(p, plain.momentum(.9))), .8, .46, .062);
        assertPath(onSquare(3, p -> new SGD(p, plain.momentum(.9).dampening(.1))), .8, .476, .09872);
        assertPath(onSquare(3, p -> new SGD(p, plain.weightDecay(.1))), .79, .6241, .493039);
        assertPath(onSquare(3, p -> new SGD(p, plain.momentum(.9).nesterov(true))), .62, .2224, -.108352);
        assertPath(onSquare(4, p -> new SGD(p, 1)), -1, 1, -1, 1);
        assertPath(onSquare(2, p -> new SGD(p, 1.1)), -1.2, 1.44);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void adaptiveMethodsOnASquareAsInTheCourse(Backend backend) {
        Device.setStandard(new Device(backend));
        AdamOptions adam = Adam.options(0.1);
        assertPath(onSquare(3, p -> new Adam(p, 0.1)), .9, .800412, .701586);
        assertPath(onSquare(3, p -> new Adam(p, adam.amsgrad(true).weightDecay(.01))), .9, .800412, .701586);
        assertThat(onSquare(1, p -> new RMSprop(p, 0.1))[0]).isCloseTo(0, within(1e-6));
    }

    /** The second parameter has a gradient at every other step only; in between it, its state and its count rest. */
    private static double[] withGaps(Function<List<Tensor>, Optimizer> make) {
        Tensor a = leaf(1, -2);
        Tensor b = Tensor.tensor(new float[] {.5f, 3}, 1, 2).requiresGrad_();
        Optimizer optimizer = make.apply(List.of(a, b));
        for (int step = 0; step < 4; step++) {
            optimizer.zeroGrad();
            Tensor loss = a.square().sum().mul(.5);
            if (step % 2 == 0) {
                loss = loss.add(b.mul(b).mul(b).sum());
            }
            loss.backward();
            optimizer.step();
        }
        double[] first = a.toDoubleArray();
        double[] second = b.toDoubleArray();
        return new double[] {first[0], first[1], second[0], second[1]};
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aParameterWithoutAGradientRests(Backend backend) {
        Device.setStandard(new Device(backend));
        SGD.Options sgd = SGD.options(.1).momentum(.9).dampening(.5).weightDecay(.1);
        AdamOptions adam = Adam.options(.1).weightDecay(.1).amsgrad(true);
        RMSprop.Options rmsprop = RMSprop.options(.1).momentum(.9).centered(true);
        Adagrad.Options adagrad = Adagrad.options(.1).lrDecay(.5).initialAccumulatorValue(.1);
        assertPath(withGaps(p -> new SGD(p, sgd)), 0.380267, -0.760534, 0.31944, -2.199285);
        assertPath(withGaps(p -> new Adam(p, adam)), 0.603939, -1.601505, 0.303259, 2.800232);
        assertPath(
                withGaps(p -> new AdamW(p, AdamW.options(.1).weightDecay(.1))),
                0.571048,
                -1.529033,
                0.294802,
                2.741629);
        assertPath(withGaps(p -> new Adagrad(p, adagrad)), 0.816487, -1.808617, 0.37301, 2.854491);
        // Centered, the first step divides by almost nothing: float32 and float64 differ beyond the other cases' bound.
        assertThat(withGaps(p -> new RMSprop(p, rmsprop)))
                .containsExactly(new double[] {-0.545386, 1.834431, -2.132718, 0.680736}, within(2e-5));
    }

    @Test
    void everyMethodCanClimb() {
        assertPath(withGaps(p -> new SGD(p, SGD.options(.1).maximize(true))), 1.4641, -2.9282, 0.674187, 15.447);
        assertPath(
                withGaps(p -> new Adam(p, Adam.options(.1).maximize(true))), 1.401147, -2.400822, 0.699338, 3.200117);
        assertPath(
                withGaps(p -> new AdamW(p, AdamW.options(.1).maximize(true))), 1.396549, -2.392222, 0.698248, 3.194018);
        assertPath(
                withGaps(p -> new RMSprop(p, RMSprop.options(.1).maximize(true))),
                4.401117,
                -5.222201,
                2.493944,
                4.872625);
        assertPath(
                withGaps(p -> new Adagrad(p, Adagrad.options(.1).maximize(true))),
                1.290615,
                -2.284821,
                0.682137,
                3.172989);
    }

    @Test
    void frozenParametersStayAndTheOthersLearn() {
        Tensor frozen = Tensor.tensor(new float[] {5, 6});
        Tensor learning = leaf(1);
        SGD sgd = new SGD(List.of(frozen, learning), SGD.options(0.1).weightDecay(0.5));
        learning.mul(frozen.sum()).sum().backward();
        sgd.step();
        assertThat(frozen.toArray()).containsExactly(5, 6);
        assertThat(learning.item()).isEqualTo(1 - 0.1 * (11 + 0.5), within(1e-6));
    }

    @Test
    void groupsHaveOptionsOfTheirOwn() {
        Tensor a = leaf(1);
        Tensor b = leaf(1);
        Tensor c = leaf(1);
        SGD sgd = new SGD(
                new ParameterGroup(List.of(a), SGD.options(0.1)), new ParameterGroup(List.of(b), SGD.options(0.2)));
        sgd.addParamGroup(new ParameterGroup(List.of(c), SGD.options(0.4)));
        a.add(b).add(c).sum().backward();
        sgd.step();
        assertThat(Stream.of(a, b, c).map(Tensor::item).toList())
                .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-6 ? 0 : 1)
                .containsExactly(0.9, 0.8, 0.6);
        sgd.paramGroups().get(1).setLr(1);
        sgd.step();
        assertThat(b.item()).isEqualTo(-0.2, within(1e-6));
        assertThat(sgd.paramGroups()).hasSize(3);
        assertThat(sgd.paramGroups().get(1).lr()).isEqualTo(1);
    }

    @Test
    void aNewLearningRateTakesNoNewPlan() {
        Device device = new Device(new JvmBackend());
        Device.setStandard(device);
        Tensor p = leaf(1, 2);
        Adam adam = new Adam(List.of(p), 0.1);
        List<Integer> plans = new ArrayList<>();
        for (int step = 0; step < 6; step++) {
            adam.zeroGrad();
            p.square().sum().backward();
            adam.paramGroups().get(0).setLr(0.1 / (step + 1));
            adam.paramGroups().get(0).setBetas(0.9 - 0.01 * step, 0.99);
            adam.step();
            plans.add((int) device.profile().plansMade());
        }
        assertThat(plans.get(5)).isEqualTo(plans.get(1));
    }

    @Test
    void zeroGradForgetsOrFillsWithZeros() {
        Tensor p = leaf(1);
        SGD sgd = new SGD(List.of(p), SGD.options(0.1).momentum(0.9));
        p.square().sum().backward();
        sgd.step();
        sgd.zeroGrad();
        assertThat(p.grad()).isNull();
        sgd.step();
        assertThat(p.item()).isEqualTo(0.8, within(1e-6));

        p.square().sum().backward();
        sgd.zeroGrad(false);
        assertThat(p.grad())
                .isNotNull()
                .satisfies(grad -> assertThat(grad.item()).isZero());
        sgd.step();
        assertThat(p.item()).as("momentum goes on").isEqualTo(0.8 - 0.1 * 0.9 * 2, within(1e-6));
    }

    @Test
    void whatTheLossTookCanBeReadAfterTheStep() {
        Tensor classes = Tensor.arange(4).remainder(3);
        CrossEntropyLoss.Options smooth = CrossEntropyLoss.options().labelSmoothing(0.1);
        canBeRead(output -> F.crossEntropy(output, classes));
        canBeRead(output -> F.crossEntropy(output, classes, smooth));
        canBeRead(output -> F.crossEntropy(output, Tensor.full(1.0 / 3, 4, 3)));
        canBeRead(output -> F.mseLoss(output, Tensor.zeros(4, 3)));
    }

    private static void canBeRead(UnaryOperator<Tensor> function) {
        Linear layer = new Linear(2, 3);
        SGD sgd = new SGD(layer.parameters(), 0.1);
        Tensor x = Tensor.ones(4, 2);
        double[] before = layer.call(x).toDoubleArray();
        Tensor output = layer.call(x);
        Tensor loss = function.apply(output);
        loss.backward();
        sgd.step();
        assertThat(loss.item()).isPositive();
        assertThat(output.toDoubleArray()).containsExactly(before, within(1e-6));
        assertThat(output.argmax(1).toLongArray()).hasSize(4);
    }

    @Test
    void twoOptimizersMayShareParameters() {
        Tensor p = leaf(1);
        SGD first = new SGD(List.of(p), SGD.options(0.1).momentum(0.9));
        SGD second = new SGD(List.of(p), 0.5);
        for (SGD each : List.of(first, second, first)) {
            each.zeroGrad();
            p.sum().backward();
            each.step();
        }
        assertThat(p.item()).isEqualTo(1 - 0.1 - 0.5 - 0.19, within(1e-6));
    }
}
