package nabla.optim;

/**
 * Moves the learning rate in equal steps from one factor times the rate to another: a warm-up.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html">LinearLR</a>
 */
public final class LinearLR extends LRScheduler {
    private final double startFactor;
    private final double endFactor;
    private final int totalIters;

    /** Makes a schedule with PyTorch's defaults: from a third to the whole in five epochs. */
    public LinearLR(Optimizer optimizer) {
        this(optimizer, 1.0 / 3, 1, 5);
    }

    /** Makes a schedule that reaches {@code endFactor} after {@code totalIters} epochs. */
    public LinearLR(Optimizer optimizer, double startFactor, double endFactor, int totalIters) {
        this(optimizer, startFactor, endFactor, totalIters, false);
    }

    /**
     * Makes a schedule that, if {@code verbose}, prints each rate that it sets.
     *
     * @throws IllegalArgumentException with PyTorch's words if a factor is not from 0 to 1; nor may the first be 0, from
     *     which no step leads on
     */
    public LinearLR(Optimizer optimizer, double startFactor, double endFactor, int totalIters, boolean verbose) {
        super(optimizer, verbose);
        if (!(startFactor > 0 && startFactor <= 1)) {
            throw new IllegalArgumentException("Starting multiplicative factor expected to be between 0 and 1.\n"
                    + "  Hint: it is " + Numbers.spelled(startFactor) + "; 0 itself leads nowhere, 0.001 does.");
        }
        if (!(endFactor >= 0 && endFactor <= 1)) {
            throw new IllegalArgumentException("Ending multiplicative factor expected to be between 0 and 1.\n"
                    + "  Hint: it is " + Numbers.spelled(endFactor) + "; the optimizer's own rate is the greatest.");
        }
        this.startFactor = startFactor;
        this.endFactor = endFactor;
        this.totalIters = Checks.epochs("LinearLR", "totalIters", totalIters);
        begin();
    }

    @Override
    double rate(int group) {
        if (lastEpoch() == 0) {
            return present(group) * startFactor;
        }
        if (lastEpoch() > totalIters) {
            return present(group);
        }
        double slope = endFactor - startFactor;
        return present(group) * (1 + slope / (totalIters * startFactor + (lastEpoch() - 1) * slope));
    }
}
