package nabla;

import org.jspecify.annotations.Nullable;

/**
 * How tensors are printed.
 *
 * @param precision decimals of numbers that are not whole
 * @param threshold from more elements than this on, the middle of each long axis is left out
 * @param edgeitems how many are shown at each end of an axis whose middle is left out
 * @param linewidth columns after which lines are broken
 * @param sciMode whether numbers are written with an exponent, or null to decide by their range
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.set_printoptions.html">torch.set_printoptions</a>
 */
public record PrintOptions(
        int precision,
        int threshold,
        int edgeitems,
        int linewidth,
        @Nullable Boolean sciMode) {
    /** What PyTorch does unless told otherwise. */
    public static final PrintOptions DEFAULT = new PrintOptions(4, 1000, 3, 80, null);

    /** DEFAULT's way, with every element shown. */
    public static final PrintOptions FULL = new PrintOptions(4, Integer.MAX_VALUE, 3, 80, null);

    public PrintOptions {
        if (precision < 0 || threshold < 0 || edgeitems < 1 || linewidth < 1) {
            throw new IllegalArgumentException("set_printoptions: precision " + precision + ", threshold " + threshold
                    + ", edgeitems " + edgeitems + ", linewidth " + linewidth
                    + ": precision and threshold are 0 or more, edgeitems and linewidth 1 or more.");
        }
    }
}
