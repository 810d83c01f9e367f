package nabla.data;

import org.jspecify.annotations.Nullable;

/**
 * Some examples of a dataset, by their positions there.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.Subset">torch.utils.data.Subset</a>
 */
public final class Subset implements Dataset {
    private final Dataset whole;
    private final int[] positions;
    private @Nullable Order given;
    private @Nullable Order inWhole;

    /** Makes a dataset of the examples of {@code whole} at these positions, in this order. */
    public Subset(Dataset whole, int... positions) {
        this.whole = whole;
        this.positions = positions.clone();
    }

    /** Returns the first {@code length} examples of a dataset. */
    public static Subset first(Dataset whole, int length) {
        return new Subset(whole, new SequentialSampler(length).positions());
    }

    @Override
    public int length() {
        return positions.length;
    }

    @Override
    public Example get(int position) {
        return whole.get(positions[position]);
    }

    @Override
    public Batch batch(Order order, int start, int count) {
        Order translated = inWhole;
        if (translated == null || given != order) {
            translated = order.through(positions);
            inWhole = translated;
            given = order;
        }
        return whole.batch(translated, start, count);
    }
}
