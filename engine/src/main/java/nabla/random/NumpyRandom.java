package nabla.random;

/**
 * NumPy's legacy random numbers: what {@code numpy.random.seed(seed)} and the functions of {@code numpy.random} give.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/random/legacy.html">numpy.random.RandomState</a>
 */
public final class NumpyRandom {
    private final MersenneTwister twister = new MersenneTwister();
    private boolean hasKeptNormal;
    private double keptNormal;

    /** Makes a source that starts at {@code seed}, of which the low 32 bits count. */
    public NumpyRandom(long seed) {
        twister.seed(seed);
    }

    /** Returns a number uniform in [0, 1) with 53 random bits: {@code numpy.random.random_sample()}. Two draws. */
    public double uniform() {
        double upper = twister.next32() >>> 5;
        double lower = twister.next32() >>> 6;
        return (upper * 0x1p26 + lower) / 0x1p53;
    }

    /** Returns {@code count} normal numbers: {@code numpy.random.normal(mean, standardDeviation, count)}. */
    public double[] normal(double mean, double standardDeviation, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = mean + standardDeviation * nextNormal();
        }
        return numbers;
    }

    /** Marsaglia's polar method: a point in the unit disc gives two normal numbers; one is kept for the next call. */
    private double nextNormal() {
        if (hasKeptNormal) {
            hasKeptNormal = false;
            return keptNormal;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * Math.log(square) / square);
        keptNormal = factor * x;
        hasKeptNormal = true;
        return factor * y;
    }
}
