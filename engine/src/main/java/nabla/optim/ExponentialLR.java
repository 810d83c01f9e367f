package nabla.optim;

/**
 * Multiplies the learning rate by {@code gamma} every epoch.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html">torch</a>
 */
public final class ExponentialLR extends LRScheduler {
    private final double gamma;

    /** Makes a schedule. */
    public ExponentialLR(Optimizer optimizer, double gamma) {
        this(optimizer, gamma, false);
    }

    /** Makes a schedule that, if {@code verbose}, prints each rate that it sets. */
    public ExponentialLR(Optimizer optimizer, double gamma, boolean verbose) {
        super(optimizer, verbose);
        this.gamma = gamma;
        begin();
    }

    @Override
    double rate(int group) {
        return lastEpoch() == 0 ? present(group) : present(group) * gamma;
    }
}
