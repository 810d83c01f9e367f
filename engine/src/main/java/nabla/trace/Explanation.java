package nabla.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one number came about.
 *
 * @param formula in general, as MathML
 * @param numbers the same with this number's own numbers, as MathML
 * @param meaning in words
 * @param lights what it was made from
 * @param table what a small table says best, or null
 */
public record Explanation(
        String formula,
        String numbers,
        double result,
        Text meaning,
        List<Light> lights,
        @Nullable Table table) {

    /**
     * Cells of a tensor that took part.
     *
     * @param role {@code term}, or {@code winner} for the one that a maximum chose
     */
    public record Light(int tensor, List<Integer> cells, String role) {}

    /** Rows of texts under headings. */
    public record Table(Text caption, List<Text> columns, List<List<Text>> rows) {}
}
