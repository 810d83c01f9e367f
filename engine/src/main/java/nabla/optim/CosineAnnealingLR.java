package nabla.optim;

/**
 * Lets the learning rate fall along half a cosine, and rise again where training goes on.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html">torch</a>
 */
public final class CosineAnnealingLR extends LRScheduler {
    private final int tMax;
    private final double etaMin;

    /** Makes a schedule that reaches 0 after {@code tMax} epochs. */
    public CosineAnnealingLR(Optimizer optimizer, int tMax) {
        this(optimizer, tMax, 0);
    }

    /** Makes a schedule that reaches {@code etaMin} after {@code tMax} epochs. */
    public CosineAnnealingLR(Optimizer optimizer, int tMax, double etaMin) {
        this(optimizer, tMax, etaMin, false);
    }

    /**
     * Makes a schedule that, if {@code verbose}, prints each rate that it sets.
     *
     * @throws IllegalArgumentException if {@code tMax} is below 1
     */
    public CosineAnnealingLR(Optimizer optimizer, int tMax, double etaMin, boolean verbose) {
        super(optimizer, verbose);
        this.tMax = Checks.epochs("CosineAnnealingLR", "tMax", tMax);
        this.etaMin = etaMin;
        begin();
    }

    /** Step by step from the present rate, as PyTorch does, so that other changes of it stay. */
    @Override
    double rate(int group) {
        int epoch = lastEpoch();
        if (epoch == 0) {
            return present(group);
        }
        if ((epoch - 1 - tMax) % (2 * tMax) == 0) {
            return present(group) + (initial(group) - etaMin) * (1 - Math.cos(Math.PI / tMax)) / 2;
        }
        return (1 + Math.cos(Math.PI * epoch / tMax))
                        / (1 + Math.cos(Math.PI * (epoch - 1) / tMax))
                        * (present(group) - etaMin)
                + etaMin;
    }
}
