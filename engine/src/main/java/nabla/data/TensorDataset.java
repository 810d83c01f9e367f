package nabla.data;

import java.util.ArrayList;
import java.util.List;
import nabla.Tensor;

/**
 * Examples that are the rows of some tensors, which lie on the device as a whole. Batches are gathered there.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.TensorDataset">torch's TensorDataset</a>
 */
public final class TensorDataset implements Dataset {
    private final List<Tensor> tensors;

    /**
     * Makes a dataset of as many examples as the first axes of the tensors count.
     *
     * @throws IllegalArgumentException with PyTorch's words if they count differently, or there are none
     */
    public TensorDataset(Tensor... tensors) {
        if (tensors.length == 0) {
            throw new IllegalArgumentException(
                    "TensorDataset: there are no tensors.\n  Hint: new TensorDataset(x, y).");
        }
        for (Tensor tensor : tensors) {
            if (tensor.dim() == 0 || tensors[0].dim() == 0 || tensor.size(0) != tensors[0].size(0)) {
                throw new IllegalArgumentException("Size mismatch between tensors\n  Hint: the first axis counts the"
                        + " examples; it differs between " + tensors[0].shape() + " and " + tensor.shape() + ".");
            }
        }
        this.tensors = List.of(tensors);
    }

    @Override
    public int length() {
        return tensors.get(0).size(0);
    }

    /** Returns all examples as one batch. */
    public Batch all() {
        return new Batch(tensors);
    }

    @Override
    public Example get(int position) {
        checkPosition("TensorDataset", position, length());
        List<Tensor> parts = new ArrayList<>();
        tensors.forEach(tensor -> parts.add(tensor.narrow(0, position, 1).squeeze(0)));
        return new Example(parts);
    }

    static void checkPosition(String dataset, int position, int length) {
        if (position < 0 || position >= length) {
            throw new IndexOutOfBoundsException(
                    dataset + ": there is no example " + position + " of " + length + "; the first is 0.");
        }
    }

    @Override
    public Batch batch(Order order, int start, int count) {
        Tensor positions = order.positions(start, count);
        List<Tensor> parts = new ArrayList<>();
        tensors.forEach(tensor -> parts.add(tensor.indexSelect(0, positions)));
        return new Batch(parts);
    }
}
