package nabla.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nabla.Tensor;
import org.junit.jupiter.api.Test;

class DatasetTest {
    @Test
    void anyNumberOfTensorsAreZippedByRows() {
        TensorDataset dataset = new TensorDataset(
                Tensor.arange(3), Tensor.ones(3, 2), Tensor.arange(3).mul(2));
        assertThat(dataset.get(2).tensors()).hasSize(3);
        assertThat(dataset.get(2).tensors().get(2).item()).isEqualTo(4);
        Batch batch = new DataLoader(dataset, 2).iterator().next();
        assertThat(batch.tensors()).hasSize(3);
        assertThat(batch.y().shape().toArray()).containsExactly(2, 2);
        assertThat(batch.tensors().get(2).toLongArray()).containsExactly(0, 2);
        assertThat(dataset.all().x().toLongArray()).containsExactly(0, 1, 2);
    }

    @Test
    void datasetsMayBeJoined() {
        ConcatDataset joined =
                new ConcatDataset(new TensorDataset(Tensor.arange(3)), new TensorDataset(Tensor.arange(10, 12)));
        assertThat(joined.length()).isEqualTo(5);
        assertThat(new DataLoader(joined, 5).iterator().next().x().toLongArray())
                .containsExactly(0, 1, 2, 10, 11);
        assertThatThrownBy(() -> joined.get(5))
                .hasMessage("ConcatDataset: there is no example 5 of 5; the first is 0.");
        assertThatThrownBy(() -> new ConcatDataset())
                .hasMessageStartingWith("datasets should not be an empty iterable");
    }

    @Test
    void whatHasOnePartHasNoTarget() {
        Batch batch = new Batch(Tensor.arange(2));
        assertThatThrownBy(batch::y)
                .hasMessage("Batch.y: the dataset's examples have one part only, x.\n"
                        + "  Hint: make the dataset of two tensors, or let its get return two.");
    }

    @Test
    void examplesOfDifferentPartsAreNotStacked() {
        Dataset odd = new Dataset() {
            @Override
            public int length() {
                return 2;
            }

            @Override
            public Example get(int position) {
                return position == 0 ? new Example(Tensor.scalar(0)) : new Example(Tensor.scalar(1), Tensor.scalar(1));
            }
        };
        assertThatThrownBy(() -> new DataLoader(odd, 2).iterator().next())
                .hasMessage("each element in list of batch should be of equal size\n"
                        + "  Hint: the example at 1 has 2 parts, the one at 0 has 1.");
        assertThat(List.of(odd.get(0).x().item(), odd.get(1).y().item())).containsExactly(0.0, 1.0);
    }
}
