package nabla.optim;

/**
 * Multiplies the learning rate by {@code gamma} at given epochs; twice at one that is given twice.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html">MultiStepLR</a>
 */
public final class MultiStepLR extends LRScheduler {
    private final int[] milestones;
    private final double gamma;

    /** Makes a schedule that divides by 10 at each milestone. */
    public MultiStepLR(Optimizer optimizer, int... milestones) {
        this(optimizer, milestones, 0.1);
    }

    /** Makes a schedule that multiplies by {@code gamma} at each milestone. */
    public MultiStepLR(Optimizer optimizer, int[] milestones, double gamma) {
        this(optimizer, milestones, gamma, false);
    }

    /** Makes a schedule that, if {@code verbose}, prints each rate that it sets. */
    public MultiStepLR(Optimizer optimizer, int[] milestones, double gamma, boolean verbose) {
        super(optimizer, verbose);
        this.milestones = milestones.clone();
        this.gamma = gamma;
        begin();
    }

    @Override
    double rate(int group) {
        int here = 0;
        for (int milestone : milestones) {
            here += milestone == lastEpoch() ? 1 : 0;
        }
        return here == 0 ? present(group) : present(group) * Math.pow(gamma, here);
    }
}
