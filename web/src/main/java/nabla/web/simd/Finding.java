package nabla.web.simd;

import nabla.compile.Plan;
import nabla.op.GatherOp;

/**
 * What a {@link Guard} found in a run.
 *
 * @param what {@link #NONE}, {@link #OVERFLOW}, or the limit that an index did not keep to
 * @param value the index
 * @param kernel the place among the plan's kernels of the one that found it
 */
record Finding(int what, int value, int kernel) {
    static final int NONE = 0;
    static final int OVERFLOW = -1;

    /** How many 32-bit words it takes in memory. */
    static final int WORDS = 3;

    /** The error to throw for it. */
    RuntimeException explained(Plan plan) {
        if (what != OVERFLOW) {
            return GatherOp.outOfBounds("gather", value, what);
        }
        return new ArithmeticException(beyond(plan.kernels().get(kernel).label()));
    }

    /** The message for an integer that the device cannot hold. */
    static String beyond(String operation) {
        return "int64 in " + operation + ": the simd device computes integers of 32 bits, between " + Integer.MIN_VALUE
                + " and " + Integer.MAX_VALUE + "; a result lies beyond.\n"
                + "  Hint: smaller numbers, float32 where the last digits do not matter, or the device \"jvm\".";
    }
}
