package nabla.data;

import java.util.ArrayList;
import java.util.List;
import nabla.Tensor;

/**
 * Examples by position.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.Dataset">torch.utils.data.Dataset</a>
 */
public interface Dataset {
    /** Returns how many examples there are. */
    int length();

    /**
     * Returns the example at a position from 0 on.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    Example get(int position);

    /** Returns the {@code count} examples whose positions stand in {@code order} from {@code start} on, stacked. */
    default Batch batch(Order order, int start, int count) {
        List<Tensor> x = new ArrayList<>();
        List<Tensor> y = new ArrayList<>();
        for (int i = start; i < start + count; i++) {
            Example example = get(order.position(i));
            x.add(example.x());
            y.add(example.y());
        }
        return new Batch(Tensor.stack(x, 0), Tensor.stack(y, 0));
    }
}
