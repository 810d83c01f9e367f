package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.List;
import nabla.op.GatherOp;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong while a kernel runs. Each kind has a word at the heap's beginning that is 0 until a kernel notes it
 * there; whoever reads results reads these words too.
 */
public final class Faults {
    /** How many words there are. */
    public static final int WORDS = 64;

    /** A computed integer needs more than 32 bits. */
    static final int OVERFLOW = 0;

    /** So that 0, which may be a wrong index, is no 0. */
    private static final int MARK = 0x80000000;

    private final List<Integer> limits = new ArrayList<>();

    /** The word for indices that must be below the limit; the last one serves all limits for which no word was left. */
    int wordOfLimit(int limit) {
        int known = limits.indexOf(limit);
        if (known < 0) {
            known = limits.size();
            limits.add(limit);
        }
        return Math.min(1 + known, WORDS - 1);
    }

    /** The statement that notes an overflow. */
    static String overflow() {
        return Region.HEAP + "[" + OVERFLOW + "] = 1u;";
    }

    /** The statement that notes an index which is not below its limit. */
    String wrongIndex(String index, int limit) {
        return Region.HEAP + "[" + wordOfLimit(limit) + "] = bitcast<u32>(" + index + ") ^ "
                + Integer.toUnsignedString(MARK) + "u;";
    }

    /** What these words tell, or null if nothing went wrong. */
    public @Nullable RuntimeException found(int[] words) {
        for (int word = 0; word < words.length; word++) {
            if (words[word] != 0) {
                return word == OVERFLOW ? tooLarge() : wrong(word, words[word] ^ MARK);
            }
        }
        return null;
    }

    private static RuntimeException tooLarge() {
        return new ArithmeticException("int64: the webgpu device computes integers of 32 bits, between "
                + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE + "; a result lies beyond."
                + "\n  Hint: smaller numbers, float32 where the last digits do not matter, or the device \"jvm\".");
    }

    private RuntimeException wrong(int word, int index) {
        boolean isShared = word == WORDS - 1 && limits.size() >= WORDS;
        return isShared
                ? new IndexOutOfBoundsException("gather: index " + index + " is out of bounds.")
                : GatherOp.outOfBounds("gather", index, limits.get(word - 1));
    }
}
