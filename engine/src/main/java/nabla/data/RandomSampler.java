package nabla.data;

import nabla.random.Generator;

/**
 * Visits every position once, in a new random order each pass; or draws positions, which may then come again.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.RandomSampler">torch's RandomSampler</a>
 */
public final class RandomSampler implements Sampler {
    private final int length;
    private final boolean replacement;
    private final int numSamples;

    /** Makes a sampler of the positions below {@code length}, each once. */
    public RandomSampler(int length) {
        this.length = length;
        replacement = false;
        numSamples = length;
    }

    /**
     * Makes a sampler of the positions below {@code length}.
     *
     * @param replacement whether each is drawn from all positions; otherwise a position comes again when all have come
     * @param numSamples how many positions a pass visits
     * @throws IllegalArgumentException with PyTorch's words if there are no samples to draw, or none to draw from
     */
    public RandomSampler(int length, boolean replacement, int numSamples) {
        checkSamples(length);
        this.length = length;
        this.replacement = replacement;
        this.numSamples = checkSamples(numSamples);
    }

    static int checkSamples(int numSamples) {
        if (numSamples < 1) {
            throw new IllegalArgumentException("num_samples should be a positive integer value, but got num_samples="
                    + numSamples + "\n  Hint: it is how many positions a pass visits.");
        }
        return numSamples;
    }

    @Override
    public int length() {
        return numSamples;
    }

    /** Draws a seed from the default generator, and the order from a new generator of this seed, as PyTorch does. */
    @Override
    public int[] positions() {
        Generator generator = new Generator(Generator.defaultGenerator().nextLong());
        int[] positions = new int[numSamples];
        if (replacement) {
            long[] drawn = new long[numSamples];
            generator.integers(drawn, 0, length);
            for (int i = 0; i < numSamples; i++) {
                positions[i] = (int) drawn[i];
            }
            return positions;
        }
        for (int start = 0; start < numSamples; start += length) {
            System.arraycopy(generator.permutation(length), 0, positions, start, Math.min(length, numSamples - start));
        }
        return positions;
    }
}
