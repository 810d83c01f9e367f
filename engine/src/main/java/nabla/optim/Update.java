package nabla.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import nabla.Arena;
import nabla.Tensor;
import nabla.op.AccumulateGrad;
import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Recording;

/**
 * One step of one group while an optimizer describes it: what there is before, and what is to be after. A parameter
 * without a gradient keeps its value, its state, and its count of steps.
 */
final class Update {
    private final ParameterGroup group;
    private final Arena arena;
    private final Node values;
    private final Node gradients;
    private final List<String> kept = new ArrayList<>(2);
    private final List<Node> next = new ArrayList<>(2);
    private final int[] steps;
    private Node changed;

    Update(ParameterGroup group) {
        this.group = group;
        arena = group.memory().arena();
        values = arena.values();
        gradients = arena.gradients();
        changed = values;
        steps = group.memory().steps();
    }

    double number(String option) {
        return group.number(option);
    }

    boolean flag(String option) {
        return group.flag(option);
    }

    double[] betas() {
        return group.betas();
    }

    /** The parameters' values, [n]. */
    Node values() {
        return values;
    }

    /** Where the parameters are to go against: the gradients, [n], or their negatives to maximize. */
    Node direction() {
        return flag("maximize") ? Ops.map(Maps.NEG, gradients) : gradients;
    }

    /** The direction, and towards 0 as the option {@code weight_decay} says. */
    Node decayedDirection() {
        double decay = number("weight_decay");
        return decay == 0 ? direction() : add(direction(), mul(values, constant(decay)));
    }

    /** Counts this step. */
    void count() {
        for (int i = 0; i < steps.length; i++) {
            steps[i] += arena.hasGradient(i) ? 1 : 0;
        }
    }

    /** A number that depends on how often a parameter was updated, this time included if it was counted. */
    Node bySteps(IntToDoubleFunction number) {
        double[] numbers = new double[steps.length];
        for (int i = 0; i < numbers.length; i++) {
            boolean isKnown = i > 0 && steps[i] == steps[i - 1];
            numbers[i] = isKnown ? numbers[i - 1] : number.applyAsDouble(steps[i]);
        }
        return arena.perParameter(numbers);
    }

    /** What was kept under a name, [n]. */
    Node state(String name) {
        return group.memory().state(name);
    }

    /** Keeps a value under a name for the next step. */
    Node keep(String name, Node value) {
        kept.add(name);
        next.add(value);
        return value;
    }

    /** Says what the parameters become. */
    void become(Node newValues) {
        changed = newValues;
    }

    /** A running mean: {@code rate} of what was kept under a name, the rest of the new value. */
    Node average(String name, Node value, double rate) {
        return keep(name, add(mul(state(name), scalar(rate)), mul(value, scalar(1 - rate))));
    }

    /** A number that may vary from step to step. */
    Node scalar(double value) {
        return Ops.scalar(value, values.type());
    }

    /** A number that seldom changes: another value makes another plan. */
    Node constant(double value) {
        return Ops.fill(value, values.type() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32);
    }

    static Node add(Node a, Node b) {
        return Ops.map(Maps.ADD, a, b);
    }

    static Node sub(Node a, Node b) {
        return Ops.map(Maps.SUB, a, b);
    }

    static Node mul(Node a, Node b) {
        return Ops.map(Maps.MUL, a, b);
    }

    static Node div(Node a, Node b) {
        return Ops.map(Maps.DIV, a, b);
    }

    /** Adds the leaves that this step replaces, and what replaces each. */
    void collect(List<Node> leaves, List<Node> results) {
        leaves.add(values);
        results.add(arena.whereGradient(changed, values));
        for (int i = 0; i < next.size(); i++) {
            Node state = state(kept.get(i));
            leaves.add(state);
            results.add(arena.whereGradient(next.get(i), state));
        }
        leaves.add(arena.gradientLeaf());
        results.add(gradients);
    }

    /** Adds what the step does to each parameter that has a gradient. */
    void addChanges(List<StepObserver.Change> changes) {
        int start = 0;
        for (int i = 0; i < steps.length; i++) {
            Tensor parameter = group.parameters().get(i);
            int size = parameter.numel();
            if (arena.hasGradient(i)) {
                Node before = Ops.slice(values, 0, start, size, 1);
                changes.add(new StepObserver.Change(parameter, before, Ops.slice(changed, 0, start, size, 1)));
            }
            start += size;
        }
    }

    /** What the step does to each parameter that has a gradient. */
    List<Recording.ParameterUpdate> told() {
        Map<String, Node[]> states = new LinkedHashMap<>();
        for (int i = 0; i < kept.size(); i++) {
            String name = kept.get(i);
            states.put(name, new Node[] {state(name), next.get(i)});
        }
        List<Recording.ParameterUpdate> told = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < steps.length; i++) {
            Tensor parameter = group.parameters().get(i);
            if (arena.hasGradient(i)) {
                AccumulateGrad leaf = Objects.requireNonNull(parameter.node().accumulateGrad());
                told.add(new Recording.ParameterUpdate(
                        leaf, start, parameter.shape(), values, gradients, changed, states, group.options(), steps[i]));
            }
            start += parameter.numel();
        }
        return told;
    }

    /** Where the gradients of a group's parameters are collected. */
    static List<AccumulateGrad> leaves(ParameterGroup group) {
        List<AccumulateGrad> leaves = new ArrayList<>();
        for (Tensor parameter : group.parameters()) {
            AccumulateGrad leaf = parameter.node().accumulateGrad();
            if (leaf != null) {
                leaves.add(leaf);
            }
        }
        return leaves;
    }

    /** Takes the leaves that hold everything after the run, from place {@code at} on; returns the place behind them. */
    int settle(Node[] fresh, int at) {
        int place = at;
        Node newValues = fresh[place++];
        for (int i = 0; i < kept.size(); i++) {
            group.memory().keep(kept.get(i), fresh[place++]);
        }
        arena.updated(newValues, fresh[place++]);
        group.memory().setSteps(steps);
        return place;
    }
}
