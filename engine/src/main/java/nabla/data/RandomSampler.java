package nabla.data;

import nabla.random.Generator;

/**
 * Visits every position once, in a new random order each pass.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.RandomSampler">torch's RandomSampler</a>
 */
public final class RandomSampler implements Sampler {
    private final int length;

    /** Makes a sampler of the positions below {@code length}. */
    public RandomSampler(int length) {
        this.length = length;
    }

    @Override
    public int length() {
        return length;
    }

    /** Draws a seed from the default generator, and the order from a new generator of this seed, as PyTorch does. */
    @Override
    public int[] positions() {
        return new Generator(Generator.defaultGenerator().nextLong()).permutation(length);
    }
}
