package nabla.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.io.Decimals;
import nabla.random.Generator;
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

    /**
     * Splits a dataset at random into parts of these lengths, as PyTorch's {@code random_split} does with the same seed.
     *
     * @throws IllegalArgumentException with PyTorch's words if the lengths do not add up to the whole
     */
    public static List<Subset> randomSplit(Dataset dataset, int... lengths) {
        return randomSplit(dataset, Generator.defaultGenerator(), lengths);
    }

    /** As {@link #randomSplit(Dataset, int...)}, drawing from a generator of one's own. */
    public static List<Subset> randomSplit(Dataset dataset, Generator generator, int... lengths) {
        int total = 0;
        for (int length : lengths) {
            total += length;
        }
        if (total != dataset.length()) {
            throw new IllegalArgumentException("Sum of input lengths does not equal the length of the input dataset!\n"
                    + "  Hint: they add up to " + total + ", but there are " + dataset.length() + " examples.");
        }
        int[] order = generator.permutation(total);
        List<Subset> parts = new ArrayList<>();
        int start = 0;
        for (int length : lengths) {
            parts.add(new Subset(dataset, Arrays.copyOfRange(order, start, start + length)));
            start += length;
        }
        return parts;
    }

    /**
     * Splits a dataset at random into parts of these shares, which add up to 1. What rounding leaves over goes to the first
     * parts, one example each.
     *
     * @throws IllegalArgumentException with PyTorch's words if a share is not between 0 and 1, or they do not add up to 1
     */
    public static List<Subset> randomSplit(Dataset dataset, double... shares) {
        int[] lengths = new int[shares.length];
        int rest = dataset.length();
        double total = 0;
        for (int i = 0; i < shares.length; i++) {
            if (!(shares[i] >= 0 && shares[i] <= 1)) {
                throw new IllegalArgumentException("Fraction at index " + i + " is not between 0 and 1\n  Hint: it is "
                        + Decimals.shortest(shares[i]) + ".");
            }
            lengths[i] = (int) Math.floor(dataset.length() * shares[i]);
            rest -= lengths[i];
            total += shares[i];
        }
        if (!(Math.abs(total - 1) <= 1e-9)) {
            throw new IllegalArgumentException("Sum of input lengths does not equal the length of the input dataset!\n"
                    + "  Hint: the shares add up to " + Decimals.shortest(total) + " instead of 1.");
        }
        for (int i = 0; i < rest; i++) {
            lengths[i % lengths.length]++;
        }
        return randomSplit(dataset, lengths);
    }

    /** Returns the positions in the whole dataset, in this one's order. */
    public int[] indices() {
        return positions.clone();
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
