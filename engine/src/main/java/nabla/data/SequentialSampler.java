package nabla.data;

/** Visits the positions 0, 1, 2, … */
public final class SequentialSampler implements Sampler {
    private final int length;

    /** Makes a sampler of the positions below {@code length}. */
    public SequentialSampler(int length) {
        this.length = length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int[] positions() {
        int[] positions = new int[length];
        for (int i = 0; i < length; i++) {
            positions[i] = i;
        }
        return positions;
    }
}
