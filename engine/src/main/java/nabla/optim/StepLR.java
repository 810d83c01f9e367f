package nabla.optim;

/**
 * Multiplies the learning rate by {@code gamma} every {@code stepSize} epochs.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html">StepLR</a>
 */
public final class StepLR extends LRScheduler {
    private final int stepSize;
    private final double gamma;

    /** Makes a schedule that divides by 10 every {@code stepSize} epochs. */
    public StepLR(Optimizer optimizer, int stepSize) {
        this(optimizer, stepSize, 0.1);
    }

    /** Makes a schedule that multiplies by {@code gamma} every {@code stepSize} epochs. */
    public StepLR(Optimizer optimizer, int stepSize, double gamma) {
        this(optimizer, stepSize, gamma, false);
    }

    /**
     * Makes a schedule that, if {@code verbose}, prints each rate that it sets.
     *
     * @throws IllegalArgumentException if the step size is below 1
     */
    public StepLR(Optimizer optimizer, int stepSize, double gamma, boolean verbose) {
        super(optimizer, verbose);
        this.stepSize = Checks.epochs("StepLR", "stepSize", stepSize);
        this.gamma = gamma;
        begin();
    }

    @Override
    double rate(int group) {
        return lastEpoch() == 0 || lastEpoch() % stepSize != 0 ? present(group) : present(group) * gamma;
    }
}
