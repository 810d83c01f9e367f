package nabla.optim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.io.Decimals;
import nabla.runtime.Console;

/**
 * Reduces the learning rate when a number, such as the loss on data kept back, has stopped getting better.
 *
 * <pre>{@code
 * var scheduler = new ReduceLROnPlateau(optimizer, ReduceLROnPlateau.options().factor(0.5).patience(2));
 * ...
 * scheduler.step(testLoss);
 * }</pre>
 *
 * <p>{@code verbose} is gone from PyTorch's later versions; here it stays.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html">torch</a>
 */
public final class ReduceLROnPlateau {
    /** Which numbers are better. */
    public enum Mode {
        /** Smaller ones, such as losses. */
        MIN,
        /** Greater ones, such as accuracies. */
        MAX
    }

    /** How much better a number must be to count. */
    public enum ThresholdMode {
        /** By a share of the best so far. */
        REL,
        /** By a fixed difference. */
        ABS
    }

    /**
     * When and how to reduce.
     *
     * @param mode which numbers are better
     * @param factor what the rate is multiplied by, below 1
     * @param patience how many epochs without improvement are borne
     * @param threshold how much better a number must be to count
     * @param thresholdMode whether that is a share or a difference
     * @param cooldown how many epochs after a reduction are not counted
     * @param minLr the lowest rate of each group, or one for all
     * @param eps a reduction by no more than this is left out
     * @param verbose whether to print each reduction
     */
    public record Options(
            Mode mode,
            double factor,
            int patience,
            double threshold,
            ThresholdMode thresholdMode,
            int cooldown,
            List<Double> minLr,
            double eps,
            boolean verbose) {

        /** Returns these options for numbers that are to fall, or to rise. */
        public Options mode(Mode value) {
            return new Options(value, factor, patience, threshold, thresholdMode, cooldown, minLr, eps, verbose);
        }

        /** Returns these options with another factor. */
        public Options factor(double value) {
            return new Options(mode, value, patience, threshold, thresholdMode, cooldown, minLr, eps, verbose);
        }

        /** Returns these options with another patience. */
        public Options patience(int value) {
            return new Options(mode, factor, value, threshold, thresholdMode, cooldown, minLr, eps, verbose);
        }

        /** Returns these options with another threshold. */
        public Options threshold(double value) {
            return new Options(mode, factor, patience, value, thresholdMode, cooldown, minLr, eps, verbose);
        }

        /** Returns these options with a threshold that is a share, or a difference. */
        public Options thresholdMode(ThresholdMode value) {
            return new Options(mode, factor, patience, threshold, value, cooldown, minLr, eps, verbose);
        }

        /** Returns these options with another cooldown. */
        public Options cooldown(int value) {
            return new Options(mode, factor, patience, threshold, thresholdMode, value, minLr, eps, verbose);
        }

        /** Returns these options with another lowest rate, one for all groups. */
        public Options minLr(double value) {
            return minLr(List.of(value));
        }

        /** Returns these options with another lowest rate for each group. */
        public Options minLr(List<Double> values) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, values, eps, verbose);
        }

        /** Returns these options with another smallest reduction. */
        public Options eps(double value) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, value, verbose);
        }

        /** Returns these options printing or silent. */
        public Options verbose(boolean value) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps, value);
        }
    }

    private final Optimizer optimizer;
    private final Options options;
    private final List<Double> lowest;
    private double best;
    private int badEpochs;
    private int coolingEpochs;
    private int epoch;
    private List<Double> last;

    /** Returns PyTorch's defaults: a tenth after ten epochs in which the loss did not fall by a ten-thousandth. */
    public static Options options() {
        return new Options(Mode.MIN, 0.1, 10, 1e-4, ThresholdMode.REL, 0, List.of(0.0), 1e-8, false);
    }

    /** Makes a scheduler with PyTorch's defaults. */
    public ReduceLROnPlateau(Optimizer optimizer) {
        this(optimizer, options());
    }

    /**
     * Makes a scheduler.
     *
     * @throws IllegalArgumentException with PyTorch's words if the factor would not reduce, or the lowest rates are not as
     *     many as groups
     */
    public ReduceLROnPlateau(Optimizer optimizer, Options options) {
        if (!(options.factor() < 1)) {
            throw new IllegalArgumentException(
                    "Factor should be < 1.0.\n  Hint: it multiplies the learning rate; 0.1" + " makes a tenth of it.");
        }
        this.optimizer = optimizer;
        this.options = options;
        lowest = options.minLr().size() == 1
                ? Collections.nCopies(
                        optimizer.paramGroups().size(), options.minLr().get(0))
                : Checks.asManyAsGroups(optimizer, options.minLr(), "min_lrs");
        best = options.mode() == Mode.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        last = LRScheduler.rates(optimizer);
    }

    /** As {@link #step(double)}, with the only number of a tensor; may wait for the device. */
    public void step(Tensor metric) {
        step(metric.item());
    }

    /** Takes this epoch's number and reduces the learning rates if it is time. */
    public void step(double metric) {
        epoch++;
        if (isBetter(metric)) {
            best = metric;
            badEpochs = 0;
        } else {
            badEpochs++;
        }
        if (coolingEpochs > 0) {
            coolingEpochs--;
            badEpochs = 0;
        }
        if (badEpochs > options.patience()) {
            reduce();
            coolingEpochs = options.cooldown();
            badEpochs = 0;
        }
        last = LRScheduler.rates(optimizer);
    }

    private boolean isBetter(double metric) {
        boolean relative = options.thresholdMode() == ThresholdMode.REL;
        if (options.mode() == Mode.MIN) {
            return metric < (relative ? best * (1 - options.threshold()) : best - options.threshold());
        }
        return metric > (relative ? best * (options.threshold() + 1) : best + options.threshold());
    }

    private void reduce() {
        for (int i = 0; i < optimizer.paramGroups().size(); i++) {
            ParameterGroup group = optimizer.paramGroups().get(i);
            double reduced = Math.max(group.lr() * options.factor(), lowest.get(i));
            if (group.lr() - reduced > options.eps()) {
                group.setLr(reduced);
                if (options.verbose()) {
                    Console.print("Epoch " + Numbers.epoch(epoch) + ": reducing learning rate of group " + i + " to "
                            + Decimals.scientific(reduced, 4) + ".");
                }
            }
        }
    }

    /** Returns the learning rates of all groups after the last step. */
    public List<Double> getLastLr() {
        return last;
    }

    /** Returns what the scheduler must remember to go on later, by PyTorch's names. */
    public Map<String, Object> stateDict() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("best", best);
        state.put("num_bad_epochs", badEpochs);
        state.put("cooldown_counter", coolingEpochs);
        state.put("last_epoch", epoch);
        state.put("_last_lr", last);
        return state;
    }

    /**
     * Goes on where another scheduler stood when it gave {@code state}. Load the optimizer's state as well.
     *
     * @throws IllegalArgumentException if the state is another kind's
     */
    public void loadStateDict(Map<String, Object> state) {
        double savedBest = SchedulerState.number(state, "best");
        int savedBad = SchedulerState.integer(state, "num_bad_epochs");
        int savedCooling = SchedulerState.integer(state, "cooldown_counter");
        List<Double> savedLast = SchedulerState.rates(state, "_last_lr");
        epoch = SchedulerState.integer(state, "last_epoch");
        best = savedBest;
        badEpochs = savedBad;
        coolingEpochs = savedCooling;
        last = savedLast;
    }
}
