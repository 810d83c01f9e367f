package nabla.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import nabla.Nabla;
import nabla.Tensor;
import nabla.conformance.CaseFiles;
import nabla.io.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataLoaderTest {
    @AfterEach
    void removePause() {
        DataLoader.betweenBatches(() -> {});
    }

    private static TensorDataset numbers(int count) {
        return new TensorDataset(Tensor.arange(count), Tensor.arange(count));
    }

    private static List<Long> pass(DataLoader loader) {
        List<Long> seen = new ArrayList<>();
        for (Batch batch : loader) {
            for (long value : batch.x().toLongArray()) {
                seen.add(value);
            }
            assertThat(batch.y().toLongArray()).isEqualTo(batch.x().toLongArray());
        }
        return seen;
    }

    private static List<Long> longs(Json values) {
        List<Long> longs = new ArrayList<>();
        values.get("data").items().forEach(item -> longs.add(item.integer64()));
        return longs;
    }

    @Test
    void shuffledOrderIsPyTorchs() {
        Json small = CaseFiles.own().find("random", "loader");
        List<Json> passes = small.get("calls").items().get(0).get("values").items();
        Nabla.manualSeed(small.get("seed").integer64());
        DataLoader loader = new DataLoader(numbers(10), 3, true);
        assertThat(pass(loader)).isEqualTo(longs(passes.get(0)));
        assertThat(pass(loader)).isEqualTo(longs(passes.get(1)));
        Json after = small.get("calls").items().get(1).get("values").items().get(0);
        double[] next = Tensor.rand(2).toDoubleArray();
        assertThat(next[0]).isEqualTo(after.get("data").items().get(0).number(), within(1e-6));
        assertThat(next[1]).isEqualTo(after.get("data").items().get(1).number(), within(1e-6));

        Json large = CaseFiles.own().find("random", "loader_large");
        Nabla.manualSeed(large.get("seed").integer64());
        assertThat(pass(new DataLoader(numbers(1000), 10, true)))
                .isEqualTo(longs(
                        large.get("calls").items().get(0).get("values").items().get(0)));
    }

    @Test
    void orderedLoaderDrawsItsBaseSeedToo() {
        Nabla.manualSeed(1);
        assertThat(pass(new DataLoader(numbers(5), 2))).containsExactly(0L, 1L, 2L, 3L, 4L);
        double after = Tensor.rand(1).item();
        Nabla.manualSeed(1);
        assertThat(Tensor.rand(3).toDoubleArray()[2]).isEqualTo(after);
    }

    @Test
    void subsetSamplerDrawsFromTheDefaultGenerator() {
        Nabla.manualSeed(7);
        int[] eight = {0, 1, 2, 3, 4, 5, 6, 7};
        DataLoader loader = new DataLoader(numbers(100), 3, new SubsetRandomSampler(eight));
        assertThat(pass(loader)).containsExactly(1L, 2L, 3L, 5L, 7L, 4L, 6L, 0L);
    }

    @Test
    void lastBatchMayBeShort() {
        DataLoader loader = new DataLoader(numbers(10), 4);
        List<Integer> sizes = new ArrayList<>();
        loader.forEach(batch -> sizes.add(batch.x().numel()));
        assertThat(sizes).containsExactly(4, 4, 2);
        assertThat(loader.length()).isEqualTo(3);
    }

    @Test
    void aLastBatchThatIsNotFullMayBeLeftOut() {
        Nabla.manualSeed(0);
        DataLoader loader = new DataLoader(numbers(10), 3, true, true);
        assertThat(loader.length()).isEqualTo(3);
        assertThat(pass(loader)).containsExactly(6L, 7L, 1L, 4L, 2L, 0L, 9L, 8L, 3L);
        assertThat(Tensor.rand(1).item()).isEqualTo(0.3074, within(1e-4));
    }

    @Test
    void pauseComesBeforeEachBatchAndAtTheEnd() {
        List<String> events = new ArrayList<>();
        DataLoader.betweenBatches(() -> events.add("pause"));
        for (Batch batch : new DataLoader(numbers(4), 2)) {
            events.add("batch of " + batch.x().numel());
        }
        assertThat(events).containsExactly("pause", "batch of 2", "pause", "batch of 2", "pause");
    }

    @Test
    void ownDatasetIsStacked() {
        Dataset squares = new Dataset() {
            @Override
            public int length() {
                return 3;
            }

            @Override
            public Example get(int position) {
                return new Example(
                        Tensor.tensor(new float[] {position, position + 1}), Tensor.tensor(new long[] {position}, 1));
            }
        };
        Batch batch = new DataLoader(squares, 2).iterator().next();
        assertThat(batch.x().shape().toArray()).containsExactly(2, 2);
        assertThat(batch.x().toArray()).containsExactly(0, 1, 1, 2);
        assertThat(batch.y().toLongArray()).containsExactly(0, 1);
    }

    @Test
    void subsetShowsItsPartOfTheWhole() {
        Subset subset = new Subset(numbers(10), 9, 2, 4);
        assertThat(subset.length()).isEqualTo(3);
        assertThat(subset.get(1).x().item()).isEqualTo(2);
        assertThat(pass(new DataLoader(subset, 2))).containsExactly(9L, 2L, 4L);
        assertThat(pass(new DataLoader(Subset.first(numbers(10), 3), 2))).containsExactly(0L, 1L, 2L);
        Nabla.manualSeed(0);
        assertThat(pass(new DataLoader(subset, 2, true))).containsExactlyInAnyOrder(9L, 2L, 4L);
    }

    @Test
    void misuseIsExplained() {
        assertThatThrownBy(() -> new DataLoader(numbers(3), 0))
                .hasMessage("batch_size should be a positive integer value, but got batch_size=0\n"
                        + "  Hint: it is how many examples the network sees at once.");
        assertThatThrownBy(() -> new TensorDataset(Tensor.arange(3), Tensor.arange(4)))
                .hasMessage("Size mismatch between tensors\n"
                        + "  Hint: the first axis counts the examples; it differs between [3] and [4].");
        assertThatThrownBy(() -> numbers(3).get(3))
                .hasMessage("TensorDataset: there is no example 3 of 3; the first is 0.");
        Iterator<Batch> pass = new DataLoader(numbers(1), 1).iterator();
        pass.next();
        assertThatThrownBy(pass::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void rehearsesWithPartOfABatchAndThenGivesAllOfIt() {
        List<String> events = new ArrayList<>();
        boolean[] rehearsed = {false};
        DataLoader.betweenBatches(new DataLoader.Pause() {
            @Override
            public void betweenBatches() {}

            @Override
            public int @Nullable [] rehearsal(int batchSize) {
                boolean first = !rehearsed[0];
                rehearsed[0] = true;
                return first ? new int[] {2, 0} : null;
            }

            @Override
            public void rehearse(Batch batch) {
                events.add("rehearsal of " + batch.x().shape());
            }
        });
        TensorDataset data = new TensorDataset(Tensor.arange(6).reshape(6, 1));
        for (Batch batch : new DataLoader(data, 3)) {
            events.add(java.util.Arrays.toString(batch.x().toLongArray()));
        }
        assertThat(events).containsExactly("rehearsal of [2, 1]", "[2, 0]", "[0, 1, 2]", "[3, 4, 5]");
    }
}
