package nabla.data;

import nabla.random.Generator;

/**
 * Visits given positions once, in a new random order each pass.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.SubsetRandomSampler">torch's sampler</a>
 */
public final class SubsetRandomSampler implements Sampler {
    private final int[] subset;

    /** Makes a sampler of these positions. */
    public SubsetRandomSampler(int... positions) {
        subset = positions.clone();
    }

    @Override
    public int length() {
        return subset.length;
    }

    /** Draws the order from the default generator itself, as PyTorch does. */
    @Override
    public int[] positions() {
        int[] positions = Generator.defaultGenerator().permutation(subset.length);
        for (int i = 0; i < positions.length; i++) {
            positions[i] = subset[positions[i]];
        }
        return positions;
    }
}
