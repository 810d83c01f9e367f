package nabla.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.op.AccumulateGrad;
import nabla.op.GradMode;
import nabla.op.Node;
import nabla.op.Recording;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;

/**
 * Changes parameters by their gradients. The parameters of a group move into one flat arena, so that a step is one kernel.
 *
 * <p>Nothing is computed before {@link #step}; it runs forward pass, backward pass and update in one go, and makes the loss
 * real on the way.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/optim.html">torch.optim</a>
 */
public abstract sealed class Optimizer permits SGD, Adam, AdamW, RMSprop, Adagrad {
    private static @Nullable StepObserver observer;

    private final List<ParameterGroup> groups = new ArrayList<>();
    private long stepsTaken;

    Optimizer() {}

    /** Takes the first groups. Called by each constructor, once its own fields are set. */
    final void take(ParameterGroup... first) {
        if (first.length == 0) {
            throw new IllegalArgumentException(
                    "optimizer got an empty parameter list\n  Hint: pass network.parameters().");
        }
        for (ParameterGroup group : first) {
            addParamGroup(group);
        }
    }

    /**
     * Adds parameters with options of their own, such as those of layers that were frozen until now.
     *
     * @throws IllegalArgumentException if one of them is in another group already, the options are another optimizer's, or
     *     the group belongs to another optimizer
     */
    public final void addParamGroup(ParameterGroup group) {
        if (!takes(group.given())) {
            throw new IllegalArgumentException(name() + ": the parameter group has another optimizer's options.\n"
                    + "  Hint: make them with " + name() + ".options(...).");
        }
        if (group.isTaken()) {
            throw new IllegalArgumentException(name() + ": the parameter group belongs to an optimizer already.\n"
                    + "  Hint: make a new ParameterGroup for this one.");
        }
        for (ParameterGroup present : groups) {
            if (!present.isDisjointFrom(group)) {
                throw new IllegalArgumentException("some parameters appear in more than one parameter group\n"
                        + "  Hint: each parameter belongs to one group; leave it out of the others.");
            }
        }
        Device device = group.parameters().get(0).device();
        if (!groups.isEmpty() && groups.get(0).parameters().get(0).device() != device) {
            throw new IllegalArgumentException(name() + ": the parameters of this group are on " + device.name()
                    + ", those of the first on "
                    + groups.get(0).parameters().get(0).device().name()
                    + ".\n  Hint: an optimizer works on one device; make one for each.");
        }
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        for (String each : switchesWithoutEffect()) {
            more.put(each, each.equals("foreach") ? null : Boolean.FALSE);
        }
        group.adopt(more);
        start(group);
        groups.add(group);
    }

    /** Adds parameters with the options of the first group, as they were when it was made. */
    public final void addParamGroup(List<Tensor> parameters) {
        addParamGroup(new ParameterGroup(parameters, groups.get(0).given()));
    }

    /** Returns the groups in their order. Their options may be changed between steps. */
    public final List<ParameterGroup> paramGroups() {
        return Collections.unmodifiableList(groups);
    }

    /** Forgets the gradients of all parameters: each {@code grad()} is null until the next backward pass. */
    public final void zeroGrad() {
        zeroGrad(true);
    }

    /**
     * Forgets the gradients of all parameters. Before version 2 PyTorch filled them with zeros instead, which updates
     * parameters that the next loss does not depend on: by momentum, by decay, by Adam's means.
     *
     * @param setToNone whether {@code grad()} is null afterwards, or zeros where there was a gradient
     */
    public final void zeroGrad(boolean setToNone) {
        Recording recording = Recording.current();
        if (recording != null) {
            List<AccumulateGrad> leaves = new ArrayList<>();
            for (ParameterGroup group : groups) {
                leaves.addAll(Update.leaves(group));
            }
            recording.zeroGrad(leaves);
        }
        for (ParameterGroup group : groups) {
            group.memory().arena().zeroGrad(setToNone);
        }
    }

    /** Updates every parameter that has a gradient. */
    public final void step() {
        stepsTaken++;
        boolean before = GradMode.set(false);
        try {
            run();
        } finally {
            GradMode.set(before);
        }
    }

    /** Shows the next step, of whichever optimizer, to an observer before it runs; null: to nobody. */
    public static void observeNext(@Nullable StepObserver next) {
        observer = next;
    }

    private static void show(List<Update> updates) {
        StepObserver present = observer;
        if (present != null) {
            observer = null;
            List<StepObserver.Change> changes = new ArrayList<>();
            for (Update update : updates) {
                update.addChanges(changes);
            }
            present.about(changes);
        }
    }

    private void run() {
        List<Update> updates = new ArrayList<>();
        List<Node> leaves = new ArrayList<>();
        List<Node> results = new ArrayList<>();
        for (ParameterGroup group : groups) {
            if (group.memory().arena().withGradient() > 0) {
                Update update = new Update(group);
                update(update);
                update.collect(leaves, results);
                updates.add(update);
            }
        }
        if (updates.isEmpty()) {
            return;
        }
        Recording recording = Recording.current();
        if (recording != null) {
            rehearse(recording, updates);
            return;
        }
        show(updates);
        Node[] fresh = groups.get(0)
                .memory()
                .arena()
                .device()
                .update(
                        "optimizer.step()",
                        leaves.toArray(new Node[leaves.size()]),
                        results.toArray(new Node[results.size()]));
        int at = 0;
        for (Update update : updates) {
            at = update.settle(fresh, at);
        }
    }

    /** Tells what the step would do, and does nothing. */
    private void rehearse(Recording recording, List<Update> updates) {
        recording.undo(() -> stepsTaken--);
        List<Recording.ParameterUpdate> told = new ArrayList<>();
        for (Update update : updates) {
            told.addAll(update.told());
        }
        recording.step(name(), told);
    }

    /** How often {@link #step} was called: schedulers warn when they come first. */
    final long stepsTaken() {
        return stepsTaken;
    }

    /**
     * Returns what the optimizer must remember to go on later. The tensors are copies: unlike PyTorch's they do not change
     * with further steps.
     */
    public final OptimizerState stateDict() {
        return StateDicts.of(this);
    }

    /**
     * Goes on where another optimizer of the same kind over the same parameters stood when it gave {@code state}.
     *
     * @throws IllegalArgumentException with PyTorch's words if the groups do not fit
     */
    public final void loadStateDict(OptimizerState state) {
        StateDicts.load(this, state);
    }

    /** Returns what PyTorch 1.13 prints. Options without effect here, such as {@code foreach}, are printed too. */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder(name()).append(" (");
        for (int i = 0; i < groups.size(); i++) {
            text.append("\nParameter Group ")
                    .append(i)
                    .append("\n")
                    .append(groups.get(i).lines());
        }
        return text.append(")").toString();
    }

    /** The class's name. */
    abstract String name();

    /** Whether these are options of this kind of optimizer. */
    abstract boolean takes(OptimizerOptions options);

    /** What PyTorch's optimizer has besides, and cannot change results: {@code foreach} and its like, all off. */
    abstract List<String> switchesWithoutEffect();

    /** Describes one step of a group. */
    abstract void update(Update update);

    /** Prepares a group that was just taken. */
    void start(ParameterGroup group) {}

    /** What a state dict calls the count of steps of a parameter, as PyTorch's type, or null if it does not have it. */
    abstract @Nullable Tensor stepEntry(int steps);

    /** Whether a parameter has state after so many steps. */
    boolean hasState(int steps) {
        return steps > 0;
    }
}
