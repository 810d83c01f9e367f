package nabla.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nabla.Tensor;
import nabla.op.DType;
import nabla.runtime.Console;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The losses of the course, by the numbers of its curriculum (section 1, rows 2.23 and 4.1 to 4.6). */
class LossTest {
    private final List<String> warnings = new ArrayList<>();
    private Consumer<String> before = line -> {};

    @BeforeEach
    void listen() {
        before = Console.setSink(warnings::add);
    }

    @AfterEach
    void restore() {
        Console.setSink(before);
    }

    private static Tensor logits() {
        return Tensor.tensor(new double[] {2, 1, .1, .5, 2.5, .3, 1, 1, 1}, 3, 3)
                .requiresGrad_();
    }

    private static Tensor labels() {
        return Tensor.tensor(new long[] {0, 1, 2});
    }

    private static void assertNear(Tensor actual, double... expected) {
        assertThat(actual.toDoubleArray()).containsExactly(expected, within(5e-5));
    }

    @Test
    void reductionsAverageAddOrKeep() {
        Tensor half = Tensor.full(0.5, 100, 1);
        Tensor one = Tensor.ones(100, 1);
        assertNear(new L1Loss().call(half, one), 0.5);
        assertNear(new L1Loss(Reduction.SUM).call(half, one), 50);
        assertThat(new L1Loss(Reduction.NONE).call(half, one).shape()).hasToString("[100, 1]");
        assertNear(new MSELoss().call(half, one), 0.25);
        assertNear(new MSELoss(Reduction.SUM).call(half, one), 25);
        assertThat(warnings).isEmpty();
        assertThatThrownBy(() -> new MSELoss(Reduction.BATCHMEAN).call(half, one))
                .hasMessageStartingWith("batchmean is not a valid value for reduction\n  Hint: ");
    }

    @Test
    void crossEntropyHasWeightsAndIgnoresAnIndex() {
        CrossEntropyLoss.Options options = CrossEntropyLoss.options();
        assertNear(new CrossEntropyLoss().call(logits(), labels()), .5786);
        assertNear(
                new CrossEntropyLoss(options.reduction(Reduction.NONE)).call(logits(), labels()), .4170, .2200, 1.0986);
        assertNear(new CrossEntropyLoss(options.reduction(Reduction.SUM)).call(logits(), labels()), 1.7357);
        Tensor weight = Tensor.tensor(new double[] {1, 2, 3});
        assertNear(new CrossEntropyLoss(options.weight(weight)).call(logits(), labels()), .6922);
        assertNear(new CrossEntropyLoss(options.ignoreIndex(2)).call(logits(), labels()), .3185);
        assertNear(new CrossEntropyLoss().call(logits(), Tensor.tensor(new long[] {0, 1, -100})), .3185);
    }

    @Test
    void itsDerivativeIsProbabilityLessOneHot() {
        Tensor logits = logits();
        F.crossEntropy(logits, labels(), Reduction.SUM).backward();
        assertNear(
                Objects.requireNonNull(logits.grad()),
                -.3410,
                .2424,
                .0986,
                .1086,
                -.1975,
                .0889,
                .3333,
                .3333,
                -.6667);
    }

    @Test
    void crossEntropyIsNllOfLogSoftmaxAndDoesNotMindLogProbabilities() {
        Tensor direct = F.crossEntropy(logits(), labels());
        Tensor logProbabilities = F.logSoftmax(logits(), 1);
        assertNear(direct, F.nllLoss(logProbabilities, labels()).item());
        assertNear(direct, F.crossEntropy(logProbabilities, labels()).item());
    }

    @Test
    void nothingOverflows() {
        Tensor huge = Tensor.tensor(new double[] {1000, 0}, 1, 2);
        assertThat(F.crossEntropy(huge, Tensor.tensor(new long[] {1}, 1)).item())
                .isEqualTo(1000);
        assertThat(F.binaryCrossEntropy(Tensor.zeros(1), Tensor.ones(1)).item()).isEqualTo(100);
        assertThat(F.softMarginLoss(Tensor.full(-1000, 1), Tensor.ones(1)).item())
                .isEqualTo(1000);
        Tensor p = Tensor.tensor(new double[] {.2, .8, .5});
        Tensor y = Tensor.tensor(new double[] {0, 1, 1});
        assertNear(F.binaryCrossEntropy(p, y), .3798);
        assertNear(F.binaryCrossEntropyWithLogits(p.div(p.neg().add(1)).log(), y), .3798);
    }

    @Test
    void divergenceOfABatchIsDividedByItsSize() {
        Tensor input = F.logSoftmax(logits(), 1);
        Tensor target = F.softmax(logits().detach().flip(1), 1);
        KLDivLoss.Options options = KLDivLoss.options();
        assertNear(new KLDivLoss(options.reduction(Reduction.BATCHMEAN)).call(input, target), .3563);
        assertThat(warnings).isEmpty();
        assertNear(new KLDivLoss().call(input, target), .1188);
        assertThat(warnings)
                .containsExactly("UserWarning: reduction: 'mean' divides the total loss by both the batch size and the"
                        + " support size.'batchmean' divides only by the batch size, and aligns with the KL div math"
                        + " definition.'mean' will be changed to behave the same as 'batchmean' in the next major"
                        + " release.");
        Tensor entropy = target.mul(target.log()).sum().neg();
        Tensor cross = target.mul(input).sum().neg();
        Tensor divergence = F.klDiv(input, target, options.reduction(Reduction.SUM));
        assertThat(cross.item() - entropy.item() - divergence.item()).isCloseTo(0, within(1e-6));
    }

    @Test
    void sizesThatDifferAreWarnedOfOnce() {
        for (int step = 0; step < 3; step++) {
            F.mseLoss(Tensor.ones(1, 10), Tensor.ones(10));
        }
        assertThat(warnings)
                .containsExactly("UserWarning: Using a target size (Size([10])) that is different to the input size"
                        + " (Size([1, 10])). This will likely lead to incorrect results due to broadcasting."
                        + " Please ensure they have the same size.");
    }

    @Test
    void aTargetThatIsNoClassMakesTheLossNoNumber() {
        Tensor wrong = Tensor.tensor(new long[] {0, 3, 2});
        for (Reduction reduction : List.of(Reduction.MEAN, Reduction.SUM)) {
            assertThat(F.crossEntropy(logits(), wrong, reduction).item()).isNaN();
        }
        assertThat(F.crossEntropy(logits(), wrong, Reduction.NONE).toArray()[1]).isNaN();
        assertThat(F.multiMarginLoss(logits(), Tensor.tensor(new long[] {0, -1, 2}))
                        .item())
                .isNaN();
        assertThat(F.binaryCrossEntropy(Tensor.full(1.5, 1), Tensor.ones(1)).item())
                .isNaN();
    }

    @Test
    void anOwnLossTrains() {
        Tensor weight = Tensor.tensor(new double[] {1, -1}).requiresGrad_();
        Supplier<Tensor> loss = () -> weight.sub(3).abs().pow(1.5).mean();
        double first = loss.get().item();
        for (int i = 0; i < 20; i++) {
            weight.zeroGrad();
            loss.get().backward();
            weight.data().sub_(Objects.requireNonNull(weight.grad()).mul(0.5));
        }
        assertThat(loss.get().item()).isLessThan(first / 4);
    }

    @Test
    void gradientFunctionsHavePyTorchsNames() {
        Tensor x = logits();
        Tensor y = x.detach().sigmoid();
        assertThat(names(
                        F.l1Loss(x, y),
                        F.mseLoss(x, y),
                        F.smoothL1Loss(x, y),
                        F.huberLoss(x, y),
                        F.crossEntropy(x, labels()),
                        F.nllLoss(x.view(1, 3, 3, 1), Tensor.tensor(new long[] {0, 1, 2}, 1, 3, 1)),
                        F.binaryCrossEntropy(x.sigmoid(), y),
                        F.binaryCrossEntropyWithLogits(x, y),
                        F.klDiv(x, y, KLDivLoss.options().reduction(Reduction.SUM)),
                        F.softMarginLoss(x, y),
                        F.multiMarginLoss(x, labels())))
                .containsExactly(
                        "MeanBackward0",
                        "MseLossBackward0",
                        "SmoothL1LossBackward0",
                        "HuberLossBackward0",
                        "NllLossBackward0",
                        "NllLoss2DBackward0",
                        "BinaryCrossEntropyBackward0",
                        "BinaryCrossEntropyWithLogitsBackward0",
                        "SumBackward0",
                        "SoftMarginLossBackward0",
                        "MultiMarginLossBackward0");
    }

    private static List<String> names(Tensor... losses) {
        List<String> names = new ArrayList<>();
        for (Tensor loss : losses) {
            names.add(Objects.requireNonNull(loss.gradFn()).name());
        }
        return names;
    }

    private static void refused(String words, Supplier<Tensor> call) {
        assertThatThrownBy(call::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words + "\n  Hint: ");
    }

    @Test
    void whatDoesNotFitIsRefusedInPyTorchsWords() {
        Tensor x = Tensor.zeros(4, 5);
        Tensor probabilities = Tensor.full(.2, 4, 5);
        Tensor classes = Tensor.tensor(new long[] {1, 2, 3, 4});
        Tensor three = Tensor.tensor(new long[] {1, 2, 3});
        CrossEntropyLoss.Options options = CrossEntropyLoss.options();
        refused("Expected input batch_size (4) to match target batch_size (3).", () -> F.crossEntropy(x, three));
        refused("expected scalar type Long but found Float", () -> F.crossEntropy(x, Tensor.zeros(4)));
        refused("0D or 1D target tensor expected, multi-target not supported", () -> F.nllLoss(x, Tensor.zeros(4, 6)));
        refused(
                "Expected floating point type for target with class probabilities, got Long",
                () -> F.crossEntropy(x, Tensor.zeros(4, 5).to(DType.INT64)));
        refused(
                "weight tensor should be defined either for all 5 classes or no classes but got weight tensor of shape:"
                        + " [3]",
                () -> F.crossEntropy(x, classes, options.weight(Tensor.ones(3))));
        refused(
                "label_smoothing must be between 0.0 and 1.0. Got: 1.5",
                () -> F.crossEntropy(x, classes, options.labelSmoothing(1.5)));
        refused(
                "ignore_index is not supported for floating point target",
                () -> F.crossEntropy(x, probabilities, options.ignoreIndex(3)));
        refused("Expected 1 or more dimensions (got 0)", () -> F.nllLoss(Tensor.scalar(1), classes.sum()));
        refused(
                "Expected target size [2, 4], got [2, 5]",
                () -> F.nllLoss(Tensor.zeros(2, 3, 4), Tensor.zeros(2, 5).to(DType.INT64)));
        refused(
                "only batches of spatial targets supported (3D tensors) but got targets of dimension: 2",
                () -> F.nllLoss(Tensor.zeros(2, 3, 4, 2), Tensor.zeros(2, 5).to(DType.INT64)));
        refused(
                "Using a target size (Size([4])) that is different to the input size (Size([4, 5])) is"
                        + " deprecated. Please ensure they have the same size.",
                () -> F.binaryCrossEntropy(x, Tensor.zeros(4)));
        refused(
                "Target size (Size([4])) must be the same as input size (Size([4, 5]))",
                () -> F.binaryCrossEntropyWithLogits(x, Tensor.zeros(4)));
        refused(
                "smooth_l1_loss does not support negative values for beta.",
                () -> F.smoothL1Loss(x, x, SmoothL1Loss.options().beta(-1)));
        refused(
                "huber_loss does not support non-positive values for delta.",
                () -> F.huberLoss(x, x, HuberLoss.options().delta(0)));
        refused("var is of incorrect size", () -> F.gaussianNllLoss(x, x, Tensor.ones(4, 2)));
        refused("inconsistent target size, got: [3]", () -> F.multiMarginLoss(x, three));
        refused(
                "only p == 1 and p == 2 supported",
                () -> F.multiMarginLoss(x, classes, MultiMarginLoss.options().p(3)));
        refused(
                "All inputs should have same dimension but got 2D, 2D and 1D inputs.",
                () -> F.tripletMarginLoss(x, x, Tensor.ones(5)));
        refused(
                "1D target tensor expects 2D input tensors, but found inputs with sizes [5] and [5].",
                () -> F.cosineEmbeddingLoss(Tensor.ones(5), Tensor.ones(5), Tensor.ones(5)));
        assertThatThrownBy(() -> new MSELoss().call(x))
                .hasMessage("MSELoss: forward takes 2 tensors, but 1 were given.\n  Hint: the network's output comes"
                        + " first, then what it should have been.");
    }
}
