package nabla.data;

import nabla.random.Generator;

/**
 * Visits positions at random, some more likely than others.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.WeightedRandomSampler">torch's sampler</a>
 */
public final class WeightedRandomSampler implements Sampler {
    private final double[] weights;
    private final int numSamples;
    private final boolean replacement;

    /** Makes a sampler that may visit a position again. */
    public WeightedRandomSampler(double[] weights, int numSamples) {
        this(weights, numSamples, true);
    }

    /**
     * Makes a sampler.
     *
     * @param weights of each position, 0 or more; they need not add up to 1
     * @param numSamples how many positions a pass visits
     * @param replacement whether a position may be visited again
     * @throws IllegalArgumentException with PyTorch's words if there are no samples to draw
     */
    public WeightedRandomSampler(double[] weights, int numSamples, boolean replacement) {
        this.weights = weights.clone();
        this.numSamples = RandomSampler.checkSamples(numSamples);
        this.replacement = replacement;
    }

    @Override
    public int length() {
        return numSamples;
    }

    /** Draws from the default generator itself, as PyTorch does. */
    @Override
    public int[] positions() {
        return Generator.defaultGenerator().multinomial(weights, numSamples, replacement);
    }
}
