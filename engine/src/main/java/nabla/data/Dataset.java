package nabla.data;

import java.util.ArrayList;
import java.util.List;
import nabla.Tensor;

/**
 * Examples by position. One's own says how many there are and what each is, and a {@link DataLoader} does the rest:
 *
 * <pre>{@code
 * final class Squares implements Dataset {
 *     public int length() {
 *         return 100;
 *     }
 *
 *     public Example get(int i) {
 *         return new Example(Tensor.scalar(i), Tensor.scalar(i * i));
 *     }
 * }
 * }</pre>
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

    /**
     * Returns the {@code count} examples whose positions stand in {@code order} from {@code start} on, stacked.
     *
     * @throws IllegalArgumentException if the examples differ in their number of parts
     */
    default Batch batch(Order order, int start, int count) {
        List<List<Tensor>> columns = new ArrayList<>();
        for (int i = start; i < start + count; i++) {
            List<Tensor> parts = get(order.position(i)).tensors();
            if (i == start) {
                parts.forEach(part -> columns.add(new ArrayList<>()));
            }
            if (parts.size() != columns.size()) {
                throw new IllegalArgumentException("each element in list of batch should be of equal size\n  Hint: the"
                        + " example at " + order.position(i) + " has " + parts.size() + " parts, the one at "
                        + order.position(start) + " has " + columns.size() + ".");
            }
            for (int k = 0; k < parts.size(); k++) {
                columns.get(k).add(parts.get(k));
            }
        }
        List<Tensor> stacked = new ArrayList<>();
        columns.forEach(column -> stacked.add(Tensor.stack(column, 0)));
        return new Batch(stacked);
    }
}
