package nabla.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.io.Decimals;
import nabla.op.Recording;
import nabla.runtime.Console;

/**
 * Changes the learning rates of an optimizer's groups from epoch to epoch. Made after the optimizer, and asked for a step
 * after each epoch:
 *
 * <pre>{@code
 * var optimizer = new SGD(network.parameters(), 0.1);
 * var scheduler = new StepLR(optimizer, 30, 0.1);
 * for (var epoch = 0; epoch < 90; epoch++) {
 *     train(optimizer);
 *     scheduler.step();
 * }
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate">torch.optim.lr_scheduler</a>
 */
public abstract sealed class LRScheduler
        permits StepLR,
                MultiStepLR,
                ConstantLR,
                LinearLR,
                ExponentialLR,
                CosineAnnealingLR,
                CosineAnnealingWarmRestarts,
                LambdaLR,
                MultiplicativeLR,
                OneCycleLR {
    private static final String INITIAL = "initial_lr";

    private final Optimizer optimizer;
    private final boolean verbose;
    private final long stepsBefore;
    private List<Double> base = new ArrayList<>();
    private List<Double> last = List.of();
    private int epoch = -1;
    private int calls;

    LRScheduler(Optimizer optimizer, boolean verbose) {
        this.optimizer = optimizer;
        this.verbose = verbose;
        stepsBefore = optimizer.stepsTaken();
    }

    /** Notes the rates to start from and sets those of epoch 0. Called by each constructor, once its own fields are set. */
    final void begin() {
        for (ParameterGroup group : groups()) {
            if (!group.has(INITIAL)) {
                group.keep(INITIAL, group.lr());
            }
            base.add(group.number(INITIAL));
        }
        step();
    }

    /**
     * Sets the learning rates of the next epoch.
     *
     * @throws IllegalStateException if the schedule has an end and it is reached
     */
    public void step() {
        if (Recording.current() != null) {
            return; // the iteration is a rehearsal: its rates stay
        }
        if (calls == 1 && optimizer.stepsTaken() == stepsBefore) {
            Console.warn(
                    "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, "
                            + "you should call them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  "
                            + "Failure to do this will result in PyTorch skipping the first value of the learning rate "
                            + "schedule. See more details at "
                            + "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate");
        }
        calls++;
        epoch++;
        apply("Adjusting");
    }

    /** Computes the rates of the present epoch and sets them; {@code what} begins the line that is printed of each. */
    final void apply(String what) {
        double[] rates = new double[base.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = rate(i);
        }
        for (int i = 0; i < rates.length; i++) {
            groups().get(i).setLr(rates[i]);
            if (verbose) {
                Console.print(what + " learning rate of group " + i + " to " + Decimals.scientific(rates[i], 4) + ".");
            }
        }
        last = rates(optimizer);
    }

    static List<Double> rates(Optimizer optimizer) {
        List<Double> rates = new ArrayList<>();
        for (ParameterGroup group : optimizer.paramGroups()) {
            rates.add(group.lr());
        }
        return List.copyOf(rates);
    }

    /** The learning rate of a group in the present epoch. */
    abstract double rate(int group);

    /** Returns the learning rates of all groups that the last step set. */
    public final List<Double> getLastLr() {
        return last;
    }

    /** Returns the epoch whose rates are set: 0 at first. */
    public final int lastEpoch() {
        return epoch;
    }

    final void setEpoch(int value) {
        epoch = value;
    }

    final List<ParameterGroup> groups() {
        return optimizer.paramGroups();
    }

    /** The present learning rate of a group. */
    final double present(int group) {
        return groups().get(group).lr();
    }

    /** The learning rate that a group had when the first scheduler was made. */
    final double initial(int group) {
        return base.get(group);
    }

    /**
     * Returns what the scheduler must remember to go on later, by PyTorch's names: numbers and lists of numbers. What it was
     * made with is not among it, and the present learning rates are in the optimizer's own state.
     */
    public Map<String, Object> stateDict() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("base_lrs", List.copyOf(base));
        state.put("last_epoch", epoch);
        state.put("_step_count", calls);
        state.put("_last_lr", last);
        return state;
    }

    /**
     * Goes on where another scheduler stood when it gave {@code state}. Load the optimizer's state as well.
     *
     * @throws IllegalArgumentException if the state is another kind's
     */
    public void loadStateDict(Map<String, Object> state) {
        List<Double> savedBase = SchedulerState.rates(state, "base_lrs");
        List<Double> savedLast = SchedulerState.rates(state, "_last_lr");
        int savedEpoch = SchedulerState.integer(state, "last_epoch");
        calls = SchedulerState.integer(state, "_step_count");
        epoch = savedEpoch;
        base = savedBase;
        last = savedLast;
    }
}
