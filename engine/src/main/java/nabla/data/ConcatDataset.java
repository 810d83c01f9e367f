package nabla.data;

import java.util.List;

/**
 * Several datasets, one after another.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.ConcatDataset">torch's ConcatDataset</a>
 */
public final class ConcatDataset implements Dataset {
    private final List<Dataset> parts;

    /**
     * Makes a dataset of the examples of all parts in their order.
     *
     * @throws IllegalArgumentException if there are no parts
     */
    public ConcatDataset(Dataset... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException(
                    "datasets should not be an empty iterable\n  Hint: new ConcatDataset(first, second).");
        }
        this.parts = List.of(parts);
    }

    @Override
    public int length() {
        int length = 0;
        for (Dataset part : parts) {
            length += part.length();
        }
        return length;
    }

    @Override
    public Example get(int position) {
        TensorDataset.checkPosition("ConcatDataset", position, length());
        int place = position;
        int part = 0;
        while (place >= parts.get(part).length()) {
            place -= parts.get(part++).length();
        }
        return parts.get(part).get(place);
    }
}
