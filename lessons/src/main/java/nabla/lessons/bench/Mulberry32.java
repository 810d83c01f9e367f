package nabla.lessons.bench;

/** A small generator of uniform numbers that is the same in every language. */
final class Mulberry32 {
    private int state;

    Mulberry32(int seed) {
        state = seed;
    }

    /** The next number in [0, 1). */
    double next() {
        state += 0x6D2B79F5;
        int t = (state ^ (state >>> 15)) * (1 | state);
        t = (t + (t ^ (t >>> 7)) * (61 | t)) ^ t;
        return ((t ^ (t >>> 14)) & 0xFFFFFFFFL) / 4294967296.0;
    }

    /** So many numbers in [-bound, bound), rounded to float32. */
    float[] centred(int count, double bound) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) ((next() * 2 - 1) * bound);
        }
        return values;
    }
}
