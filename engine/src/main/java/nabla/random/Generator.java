package nabla.random;

import java.util.Arrays;
import java.util.Comparator;
import nabla.io.Decimals;

/**
 * A source of random numbers that gives what PyTorch's CPU generator gives for the same seed and the same calls.
 *
 * <p>Uniform numbers, integers and permutations are equal to the bit, normal numbers to a few units in the last place
 * of float32. A generator belongs to the thread that made it.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.Generator.html">torch.Generator</a>
 */
public final class Generator {
    /** PyTorch's seed where nobody set one. */
    private static final long DEFAULT_SEED = 67280421310721L;

    private static final Generator DEFAULT = new Generator(DEFAULT_SEED);

    private static final int FLOAT_BITS = (1 << 24) - 1;
    private static final float FLOAT_UNIT = 0x1p-24f;
    private static final long DOUBLE_BITS = (1L << 53) - 1;
    private static final double DOUBLE_UNIT = 0x1p-53;

    /** From this many numbers on PyTorch fills normal numbers in blocks of this size. */
    private static final int BLOCK = 16;

    private final MersenneTwister twister = new MersenneTwister();
    private long initialSeed;
    private boolean hasKeptNormal;
    private double keptNormal;

    /** Makes a generator that starts at {@code seed}, of which the low 32 bits count. */
    public Generator(long seed) {
        manualSeed(seed);
    }

    /** Returns the generator that all random tensors draw from unless told otherwise. */
    public static Generator defaultGenerator() {
        return DEFAULT;
    }

    /** Starts anew at {@code seed}, of which the low 32 bits count, and forgets the kept normal number. */
    public Generator manualSeed(long seed) {
        twister.seed(seed);
        initialSeed = seed;
        hasKeptNormal = false;
        return this;
    }

    /** Returns another generator that will give the same numbers as this one. */
    public Generator copy() {
        return new Generator(0).follow(this);
    }

    /** Goes on where another generator stands: PyTorch's {@code set_state}. */
    public Generator follow(Generator other) {
        twister.follow(other.twister);
        initialSeed = other.initialSeed;
        hasKeptNormal = other.hasKeptNormal;
        keptNormal = other.keptNormal;
        return this;
    }

    /** Returns the seed of the last {@link #manualSeed} or of the constructor. */
    public long initialSeed() {
        return initialSeed;
    }

    /** Returns the next 32 random bits. One draw. */
    public int next32() {
        return twister.next32();
    }

    /** Returns the next 64 random bits, the first draw in the upper half. Two draws. */
    public long next64() {
        long upper = next32();
        return (upper << 32) | (next32() & 0xffffffffL);
    }

    /** Returns a number in [0, 2⁶³), what {@code random_()} writes into an int64 tensor. Two draws. */
    public long nextLong() {
        return next64() & Long.MAX_VALUE;
    }

    /** Fills with numbers uniform in [from, to), rounded to float32. One draw each. */
    public void uniform(float[] target, double from, double to) {
        float low = (float) from;
        float width = (float) to - low;
        for (int i = 0; i < target.length; i++) {
            // The product is exact in float64: PyTorch's kernels round once, after the sum.
            target[i] = (float) ((double) nextFloat() * width + low);
        }
    }

    /** Fills with numbers uniform in [from, to), computed in float64. Two draws each. */
    public void uniform(double[] target, double from, double to) {
        for (int i = 0; i < target.length; i++) {
            target[i] = nextDouble() * (to - from) + from;
        }
    }

    /**
     * Fills with normal numbers, rounded to float32.
     *
     * <p>Fewer than 16 numbers are drawn in pairs of float64 and the second of a pair is kept for the next call; 16 or
     * more are drawn as float32 in blocks of 16, and an incomplete last block is drawn anew over the last 16 numbers.
     */
    public void normal(float[] target, double mean, double standardDeviation) {
        double[] numbers = new double[target.length];
        normal(numbers, mean, standardDeviation, true);
        for (int i = 0; i < target.length; i++) {
            target[i] = (float) numbers[i];
        }
    }

    /** Fills with normal numbers in float64; in pairs or in blocks as {@link #normal(float[], double, double)} does. */
    public void normal(double[] target, double mean, double standardDeviation) {
        normal(target, mean, standardDeviation, false);
    }

    private void normal(double[] target, double mean, double standardDeviation, boolean single) {
        if (target.length < BLOCK) {
            for (int i = 0; i < target.length; i++) {
                target[i] = nextNormal() * standardDeviation + mean;
            }
            return;
        }
        fillUniform(target, 0, single);
        int last = target.length - BLOCK;
        int start = 0;
        for (; start <= last; start += BLOCK) {
            boxMuller(target, start, mean, standardDeviation);
        }
        if (start < target.length) {
            fillUniform(target, last, single);
            boxMuller(target, last, mean, standardDeviation);
        }
    }

    private void fillUniform(double[] target, int start, boolean single) {
        for (int i = start; i < target.length; i++) {
            target[i] = single ? nextFloat() : nextDouble();
        }
    }

    /**
     * Fills with integers uniform in [low, high). One draw each, two where the range needs more than 32 bits.
     *
     * @throws IllegalArgumentException if the range is empty
     */
    public void integers(long[] target, long low, long high) {
        if (low >= high) {
            throw new IllegalArgumentException("randint: the range [" + low + ", " + high + ") is empty.\n"
                    + "  Hint: the upper bound is exclusive and must be greater than the lower bound.");
        }
        long range = high - low;
        boolean wide = Long.compareUnsigned(range, 1L << 32) >= 0;
        for (int i = 0; i < target.length; i++) {
            long bits = wide ? next64() : next32() & 0xffffffffL;
            target[i] = low + Long.remainderUnsigned(bits, range);
        }
    }

    /**
     * Returns the numbers 0 to count − 1 in random order. One draw for each but the last.
     *
     * @throws IllegalArgumentException if {@code count} is negative
     */
    public int[] permutation(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("randperm: the count must not be negative, but is " + count + ".");
        }
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = 0; i < count - 1; i++) {
            int other = i + Integer.remainderUnsigned(next32(), count - i);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    /**
     * Returns {@code count} numbers from 0 to {@code weights.length} − 1, drawn with these weights, which need not add up to
     * 1: {@code torch.multinomial} of float64 weights. Two draws for each number, or where none may come again, for each
     * weight.
     *
     * @throws IllegalArgumentException with PyTorch's words if the weights cannot be, or are too few
     */
    public int[] multinomial(double[] weights, int count, boolean replacement) {
        double total = 0;
        int possible = 0;
        for (double weight : weights) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("probability tensor contains either `inf`, `nan` or element < 0\n"
                        + "  Hint: one of the weights is " + Decimals.shortest(weight) + ".");
            }
            total += weight;
            possible += weight > 0 ? 1 : 0;
        }
        if (possible == 0) {
            throw new IllegalArgumentException("invalid multinomial distribution (sum of probabilities <= 0)\n"
                    + "  Hint: at least one weight must be above 0.");
        }
        if (!replacement && count > possible) {
            throw new IllegalArgumentException("cannot sample n_sample > prob_dist.size(-1) samples without replacement"
                    + "\n  Hint: " + count + " are wanted, but only " + possible + " have a weight above 0.");
        }
        return replacement ? drawnAgain(weights, total, count) : drawnOnce(weights, count);
    }

    /** Each number by where a uniform one falls among the running sums of the weights. */
    private int[] drawnAgain(double[] weights, double total, int count) {
        double[] sums = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            sums[i] = sum / total;
        }
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            double uniform = nextDouble();
            int low = 0;
            int high = weights.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sums[middle] < uniform) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            drawn[i] = low;
        }
        return drawn;
    }

    /** The numbers whose weights are greatest, each over an exponential random number. */
    private int[] drawnOnce(double[] weights, int count) {
        double[] keys = new double[weights.length];
        Integer[] order = new Integer[weights.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = weights[i] / -Math.log(1 - nextDouble());
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> -keys[i]));
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = order[i];
        }
        return drawn;
    }

    private float nextFloat() {
        return (next32() & FLOAT_BITS) * FLOAT_UNIT;
    }

    private double nextDouble() {
        return (next64() & DOUBLE_BITS) * DOUBLE_UNIT;
    }

    private double nextNormal() {
        if (hasKeptNormal) {
            hasKeptNormal = false;
            return keptNormal;
        }
        double angle = 2 * Math.PI * nextDouble();
        // PyTorch takes log1p(-u). Here u is a multiple of 2^-53, so that 1 - u is exact and the plain logarithm
        // agrees.
        double radius = Math.sqrt(-2 * Math.log(1 - nextDouble()));
        keptNormal = radius * Math.sin(angle);
        hasKeptNormal = true;
        return radius * Math.cos(angle);
    }

    /** Turns 16 uniform numbers into 16 normal ones: number j and number j + 8 make a pair. */
    private static void boxMuller(double[] data, int start, double mean, double standardDeviation) {
        int half = BLOCK / 2;
        for (int i = start; i < start + half; i++) {
            double radius = Math.sqrt(-2 * Math.log(1 - data[i]));
            double angle = 2 * Math.PI * data[i + half];
            data[i] = radius * Math.cos(angle) * standardDeviation + mean;
            data[i + half] = radius * Math.sin(angle) * standardDeviation + mean;
        }
    }
}
