package nabla.optim;

import java.util.Map;
import nabla.io.Decimals;

/**
 * Lets the learning rate fall along half a cosine, then starts again at the top, each time for longer if asked to.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.html">torch</a>
 */
public final class CosineAnnealingWarmRestarts extends LRScheduler {
    private final int t0;
    private final int tMult;
    private final double etaMin;
    private double since;
    private double period;

    /** Makes a schedule that starts again every {@code t0} epochs. */
    public CosineAnnealingWarmRestarts(Optimizer optimizer, int t0) {
        this(optimizer, t0, 1, 0);
    }

    /** Makes a schedule that falls to {@code etaMin} in {@code t0} epochs, then in {@code tMult} times as many. */
    public CosineAnnealingWarmRestarts(Optimizer optimizer, int t0, int tMult, double etaMin) {
        this(optimizer, t0, tMult, etaMin, false);
    }

    /**
     * Makes a schedule that, if {@code verbose}, prints each rate that it sets.
     *
     * @throws IllegalArgumentException with PyTorch's words if {@code t0} or {@code tMult} is below 1
     */
    public CosineAnnealingWarmRestarts(Optimizer optimizer, int t0, int tMult, double etaMin, boolean verbose) {
        super(optimizer, verbose);
        if (t0 < 1) {
            throw new IllegalArgumentException("Expected positive integer T_0, but got " + t0
                    + "\n  Hint: it is the number of epochs until the first restart.");
        }
        if (tMult < 1) {
            throw new IllegalArgumentException("Expected integer T_mult >= 1, but got " + tMult
                    + "\n  Hint: 1 restarts at equal distances, 2 doubles them.");
        }
        this.t0 = t0;
        this.tMult = tMult;
        this.etaMin = etaMin;
        period = t0;
        since = -1;
        begin();
    }

    @Override
    double rate(int group) {
        return etaMin + (initial(group) - etaMin) * (1 + Math.cos(Math.PI * since / period)) / 2;
    }

    @Override
    public void step() {
        since++;
        if (since >= period) {
            since -= period;
            period *= tMult;
        }
        setEpoch(lastEpoch() + 1);
        apply("Epoch " + Numbers.epoch(lastEpoch()) + ": adjusting");
    }

    /**
     * Sets the rate of a moment within an epoch, such as {@code epoch + i / batches}.
     *
     * @throws IllegalArgumentException with PyTorch's words if it is negative
     */
    public void step(double epoch) {
        if (!(epoch >= 0)) {
            throw new IllegalArgumentException("Expected non-negative epoch, but got " + Numbers.spelled(epoch)
                    + "\n  Hint: the first epoch is 0.");
        }
        period = t0;
        since = tMult == 1 ? epoch % t0 : epoch;
        while (since >= period) {
            since -= period;
            period *= tMult;
        }
        int whole = (int) Math.floor(epoch);
        setEpoch(whole);
        apply("Epoch " + (whole == epoch ? Numbers.epoch(whole) : Decimals.fixed(epoch, 2)) + ": adjusting");
    }

    @Override
    public Map<String, Object> stateDict() {
        Map<String, Object> state = super.stateDict();
        state.put("T_cur", since);
        state.put("T_i", period);
        return state;
    }

    @Override
    public void loadStateDict(Map<String, Object> state) {
        double savedSince = SchedulerState.number(state, "T_cur");
        double savedPeriod = SchedulerState.number(state, "T_i");
        super.loadStateDict(state);
        since = savedSince;
        period = savedPeriod;
    }
}
