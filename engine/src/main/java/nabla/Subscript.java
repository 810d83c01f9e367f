package nabla;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands for one axis between the brackets of PyTorch's {@code t[...]}: {@code t.get(all(), at(0))} is {@code t[:, 0]}.
 *
 * @see <a href="https://pytorch.org/cppdocs/notes/tensor_indexing.html">Tensor indexing</a>
 */
public sealed interface Subscript {
    /** One place of an axis, which the result lacks; negative counts from the end. Python's {@code 2}. */
    static Subscript at(int index) {
        return new At(index);
    }

    /** A whole axis. Python's {@code :}. */
    static Subscript all() {
        return new Range(null, null, null);
    }

    /** The places from {@code start} on, without {@code stop}; negative counts from the end. Python's {@code 1:4}. */
    static Subscript range(int start, int stop) {
        return new Range(start, stop, null);
    }

    /** Every {@code step}-th place from {@code start} on, without {@code stop}. Python's {@code 1:4:2}. */
    static Subscript range(int start, int stop, int step) {
        return new Range(start, stop, step);
    }

    /** The places from {@code start} on. Python's {@code 1:}. */
    static Subscript from(int start) {
        return new Range(start, null, null);
    }

    /** The places before {@code stop}. Python's {@code :4}. */
    static Subscript to(int stop) {
        return new Range(null, stop, null);
    }

    /** As many whole axes as the other subscripts leave. Python's {@code ...}. */
    static Subscript ellipsis() {
        return new Ellipsis();
    }

    /** A new axis of extent 1. Python's {@code None}. */
    static Subscript newAxis() {
        return new NewAxis();
    }

    /** The places that an int64 tensor names, or those where a bool tensor, of one or more axes, holds. */
    static Subscript where(Tensor indices) {
        return new Where(indices);
    }

    /**
     * The subscripts of PyTorch's notation, such as {@code 1:4:2, ..., None, -1}.
     *
     * @throws IllegalArgumentException naming the place in the text that is no subscript
     */
    static List<Subscript> parse(String text) {
        return new SubscriptParser(text).parse();
    }

    /** See {@link #at}. */
    record At(int index) implements Subscript {}

    /** See {@link #range(int, int, int)}; null stands for what is left out. */
    record Range(
            @Nullable Integer start,
            @Nullable Integer stop,
            @Nullable Integer step) implements Subscript {
        public Range {
            if (step != null && step == 0) {
                throw new IllegalArgumentException("slice step cannot be zero");
            }
            if (step != null && step < 0) {
                throw new IllegalArgumentException("step must be greater than zero\n  Got the step " + step
                        + ". Hint: flip(dim) turns an axis round.");
            }
        }

        /** The first place in an axis of this extent. */
        int first(int extent) {
            return start == null ? 0 : clamped(start, extent);
        }

        /** How many places of an axis of this extent it takes. */
        int count(int extent) {
            int last = stop == null ? extent : clamped(stop, extent);
            int span = last - first(extent);
            return span <= 0 ? 0 : (span - 1) / stride() + 1;
        }

        /** How far apart the places are. */
        int stride() {
            return step == null ? 1 : step;
        }

        private static int clamped(int place, int extent) {
            int fromFront = place < 0 ? place + extent : place;
            return Math.max(0, Math.min(extent, fromFront));
        }
    }

    /** See {@link #ellipsis}. */
    record Ellipsis() implements Subscript {}

    /** See {@link #newAxis}. */
    record NewAxis() implements Subscript {}

    /** See {@link #where}. */
    record Where(Tensor indices) implements Subscript {}
}
