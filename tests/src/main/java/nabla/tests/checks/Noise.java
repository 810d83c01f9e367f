package nabla.tests.checks;

/** Reproducible numbers that look random. */
final class Noise {
    private long state;

    Noise(int seed) {
        state = seed * 0x9E3779B97F4A7C15L + 1;
    }

    /** A number in [0, {@code limit}). */
    int next(int limit) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (int) ((state >>> 33) % limit);
    }

    /** A float in [-1, 1) that float32 holds exactly. */
    double nextFloat() {
        return (next(1 << 20) - (1 << 19)) / (double) (1 << 19);
    }

    static double[] floats(int size, int seed) {
        Noise noise = new Noise(seed);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = noise.nextFloat();
        }
        return values;
    }

    static double[] integers(int size, int limit, int seed) {
        Noise noise = new Noise(seed);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = noise.next(limit);
        }
        return values;
    }
}
