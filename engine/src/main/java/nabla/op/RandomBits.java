package nabla.op;

/**
 * Random numbers without a state: a hash of a position and a seed. So each element of a tensor can be drawn on its own, in
 * any order, on any backend, to the same bit.
 *
 * <pre>
 * mix(x):  x ^= x >>> 16;  x *= 0x7feb352d;  x ^= x >>> 15;  x *= 0x846ca68b;  x ^= x >>> 16     (unsigned, 32 bits)
 * bits  = mix(mix(position + mix(seed)) ^ mix(seed + 0x9e3779b9))
 * value = (bits >>> 8) * 2^-24
 * </pre>
 *
 * @see <a href="https://github.com/skeeto/hash-prospector">the constants of mix: low bias, found by search</a>
 */
public final class RandomBits {
    /** What is added to the seed for the second round. */
    public static final int SECOND = 0x9e3779b9;

    private RandomBits() {}

    /** A bijection of the 32-bit integers that changes about half of the bits when one changes. */
    public static int mix(int value) {
        int x = value;
        x ^= x >>> 16;
        x *= 0x7feb352d;
        x ^= x >>> 15;
        x *= 0x846ca68b;
        return x ^ x >>> 16;
    }

    /** The number in [0, 1) of a position; {@code first} and {@code second} are the mixed seeds. */
    public static float uniform(int position, int first, int second) {
        return (mix(mix(position + first) ^ second) >>> 8) * 0x1p-24f;
    }

    /** The number in [0, 1) that a position and a seed decide. */
    public static float uniform(int position, int seed) {
        return uniform(position, mix(seed), mix(seed + SECOND));
    }
}
