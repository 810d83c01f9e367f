package nabla.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.Nabla;
import nabla.Tensor;
import org.junit.jupiter.api.Test;

/** Samplers and splits, held against what PyTorch 1.13 draws from the same seeds. */
class SamplerTest {
    private static Dataset numbers(int count) {
        return new TensorDataset(Tensor.arange(count));
    }

    private static List<Integer> pass(int count, Sampler sampler) {
        List<Integer> seen = new ArrayList<>();
        for (Batch batch : new DataLoader(numbers(count), 4, sampler)) {
            for (long value : batch.x().toLongArray()) {
                seen.add((int) value);
            }
        }
        return seen;
    }

    private static void assertNext(double expected) {
        assertThat(Tensor.rand(1).item()).isEqualTo(expected, within(1e-4));
    }

    @Test
    void drawnWithReplacement() {
        Nabla.manualSeed(4);
        assertThat(pass(10, new RandomSampler(10, true, 40)))
                .containsExactly(
                        0, 7, 7, 7, 8, 5, 9, 9, 0, 2, 0, 5, 6, 8, 2, 3, 1, 6, 2, 5, 0, 5, 0, 5, 5, 4, 0, 2, 9, 0, 8, 8,
                        8, 2, 3, 0, 2, 0, 8, 9);
        assertNext(0.0072);
    }

    @Test
    void moreSamplesThanExamplesStartOver() {
        Nabla.manualSeed(4);
        assertThat(pass(10, new RandomSampler(10, false, 13))).containsExactly(0, 4, 7, 3, 1, 5, 2, 9, 8, 6, 2, 4, 3);
    }

    @Test
    void weightsDecideHowOften() {
        Nabla.manualSeed(5);
        double[] weights = {.1, .9, .4, .7, 3, .6};
        assertThat(pass(6, new WeightedRandomSampler(weights, 8))).containsExactly(3, 3, 3, 3, 4, 4, 4, 4);
        assertNext(0.0566);

        Nabla.manualSeed(5);
        double[] others = {.9, .4, .05, .2, .3, .1};
        assertThat(pass(6, new WeightedRandomSampler(others, 5, false))).containsExactly(0, 1, 3, 4, 2);
        assertNext(0.7150);
        Nabla.manualSeed(5);
        assertThat(pass(6, new WeightedRandomSampler(others, 1))).containsExactly(0);
        assertNext(0.9201);
    }

    @Test
    void splitsAreWithoutOverlap() {
        Nabla.manualSeed(3);
        List<Subset> parts = Subset.randomSplit(numbers(10), 3, 7);
        assertThat(parts.get(0).indices()).containsExactly(6, 0, 3);
        assertThat(parts.get(1).indices()).containsExactly(7, 8, 5, 1, 9, 2, 4);

        Nabla.manualSeed(3);
        List<Subset> shares = Subset.randomSplit(numbers(11), .3, .3, .4);
        assertThat(shares.stream().map(part -> Arrays.toString(part.indices())))
                .containsExactly("[9, 0, 3, 6]", "[4, 5, 2]", "[8, 1, 10, 7]");
    }

    @Test
    void aThousandOfTheSubsetEachOnce() {
        int[] first = new SequentialSampler(1000).positions();
        assertThat(pass(60_000, new SubsetRandomSampler(first)))
                .hasSize(1000)
                .doesNotHaveDuplicates()
                .allMatch(i -> i < 1000);
    }

    @Test
    void misuseIsExplained() {
        assertThatThrownBy(() -> new RandomSampler(10, true, 0))
                .hasMessage("num_samples should be a positive integer value, but got num_samples=0\n"
                        + "  Hint: it is how many positions a pass visits.");
        assertThatThrownBy(() -> Subset.randomSplit(numbers(10), 3, 6))
                .hasMessage("Sum of input lengths does not equal the length of the input dataset!\n"
                        + "  Hint: they add up to 9, but there are 10 examples.");
        assertThatThrownBy(() -> Subset.randomSplit(numbers(10), 1.5, -0.5))
                .hasMessage("Fraction at index 0 is not between 0 and 1\n  Hint: it is 1.5.");
        assertThatThrownBy(() -> Subset.randomSplit(numbers(10), .5, .4))
                .hasMessageStartingWith("Sum of input lengths does not equal the length of the input dataset!\n");
        assertThatThrownBy(() -> new WeightedRandomSampler(new double[] {1, 0}, 2, false).positions())
                .hasMessageStartingWith(
                        "cannot sample n_sample > prob_dist.size(-1) samples without replacement\n  Hint: 2 are");
        assertThatThrownBy(() -> new WeightedRandomSampler(new double[] {1, -1}, 2).positions())
                .hasMessageStartingWith("probability tensor contains either `inf`, `nan` or element < 0\n");
        assertThatThrownBy(() -> new WeightedRandomSampler(new double[2], 2).positions())
                .hasMessageStartingWith("invalid multinomial distribution (sum of probabilities <= 0)\n");
    }
}
