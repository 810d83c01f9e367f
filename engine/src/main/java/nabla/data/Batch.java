package nabla.data;

import java.util.List;
import nabla.Tensor;

/**
 * Examples that a network sees together; their number N is the first axis of all tensors.
 *
 * @param tensors the parts of the examples, each stacked, such as images [N, 1, 28, 28] and labels [N]
 */
public record Batch(List<Tensor> tensors) {
    /** Makes a batch of its parts in their order. */
    public Batch(Tensor... tensors) {
        this(List.of(tensors));
    }

    /** Returns what the network sees, such as images [N, 1, 28, 28]: the first part. */
    public Tensor x() {
        return tensors.get(0);
    }

    /**
     * Returns what the network should say, such as labels [N]: the second part.
     *
     * @throws IllegalStateException if there is none
     */
    public Tensor y() {
        return second("Batch", tensors);
    }

    static Tensor second(String what, List<Tensor> tensors) {
        if (tensors.size() < 2) {
            throw new IllegalStateException(what + ".y: the dataset's examples have one part only, x.\n"
                    + "  Hint: make the dataset of two tensors, or let its get return two.");
        }
        return tensors.get(1);
    }
}
