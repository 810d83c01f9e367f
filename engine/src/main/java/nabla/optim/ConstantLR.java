package nabla.optim;

/**
 * Multiplies the learning rate by a factor at first, and takes that back after some epochs.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ConstantLR.html">ConstantLR</a>
 */
public final class ConstantLR extends LRScheduler {
    private final double factor;
    private final int totalIters;

    /** Makes a schedule with PyTorch's defaults: a third for five epochs. */
    public ConstantLR(Optimizer optimizer) {
        this(optimizer, 1.0 / 3, 5);
    }

    /** Makes a schedule of {@code totalIters} epochs at {@code factor} times the rate. */
    public ConstantLR(Optimizer optimizer, double factor, int totalIters) {
        this(optimizer, factor, totalIters, false);
    }

    /**
     * Makes a schedule that, if {@code verbose}, prints each rate that it sets.
     *
     * @throws IllegalArgumentException with PyTorch's words if the factor is not from 0 to 1; nor may it be 0, which could
     *     not be taken back
     */
    public ConstantLR(Optimizer optimizer, double factor, int totalIters, boolean verbose) {
        super(optimizer, verbose);
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("Constant multiplicative factor expected to be between 0 and 1.\n"
                    + "  Hint: it is " + Numbers.spelled(factor) + "; 0 itself could not be taken back.");
        }
        this.factor = factor;
        this.totalIters = totalIters;
        begin();
    }

    @Override
    double rate(int group) {
        if (lastEpoch() == 0) {
            return present(group) * factor;
        }
        return lastEpoch() == totalIters ? present(group) * (1 / factor) : present(group);
    }
}
