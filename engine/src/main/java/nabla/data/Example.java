package nabla.data;

import java.util.List;
import nabla.Tensor;

/**
 * One example of a dataset.
 *
 * @param tensors its parts, mostly what the network sees and what it should say
 */
public record Example(List<Tensor> tensors) {
    /** Makes an example of its parts in their order. */
    public Example(Tensor... tensors) {
        this(List.of(tensors));
    }

    /** Returns what the network sees: the first part. */
    public Tensor x() {
        return tensors.get(0);
    }

    /**
     * Returns what the network should say: the second part.
     *
     * @throws IllegalStateException if there is none
     */
    public Tensor y() {
        return Batch.second("Example", tensors);
    }
}
