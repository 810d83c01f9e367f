package nabla.data;

import java.util.function.UnaryOperator;
import nabla.Tensor;

/**
 * Examples that are the rows of two tensors, which lie on the device as a whole. Batches are gathered there.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.TensorDataset">torch's TensorDataset</a>
 */
public final class TensorDataset implements Dataset {
    private final Tensor x;
    private final Tensor y;
    private final UnaryOperator<Tensor> transform;

    /**
     * Makes a dataset of as many examples as the first axes of {@code x} and {@code y} count.
     *
     * @throws IllegalArgumentException if they count differently
     */
    public TensorDataset(Tensor x, Tensor y) {
        this(x, y, rows -> rows);
    }

    /** Makes a dataset that applies {@code transform} to the rows of {@code x} whenever some are asked for. */
    TensorDataset(Tensor x, Tensor y, UnaryOperator<Tensor> transform) {
        if (x.shape().rank() == 0
                || y.shape().rank() == 0
                || x.shape().get(0) != y.shape().get(0)) {
            throw new IllegalArgumentException("TensorDataset: x of shape " + x.shape() + " and y of shape " + y.shape()
                    + " differ in their first axis.\n  Hint: the first axis counts the examples.");
        }
        this.x = x;
        this.y = y;
        this.transform = transform;
    }

    @Override
    public int length() {
        return x.shape().get(0);
    }

    /** Returns all examples as one batch. */
    public Batch all() {
        return new Batch(transform.apply(x), y);
    }

    @Override
    public Example get(int position) {
        if (position < 0 || position >= length()) {
            throw new IndexOutOfBoundsException(
                    "TensorDataset: there is no example " + position + " of " + length() + ".");
        }
        return new Example(
                transform.apply(x.narrow(0, position, 1)).squeeze(0),
                y.narrow(0, position, 1).squeeze(0));
    }

    @Override
    public Batch batch(Order order, int start, int count) {
        Tensor positions = order.positions(start, count);
        return new Batch(transform.apply(x.indexSelect(0, positions)), y.indexSelect(0, positions));
    }
}
