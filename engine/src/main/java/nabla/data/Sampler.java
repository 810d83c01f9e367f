package nabla.data;

/**
 * Says in which order a pass visits a dataset.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.Sampler">torch.utils.data.Sampler</a>
 */
public interface Sampler {
    /** Returns how many positions a pass visits. */
    int length();

    /** Returns the positions of the next pass, drawing random numbers where the order is random. */
    int[] positions();
}
