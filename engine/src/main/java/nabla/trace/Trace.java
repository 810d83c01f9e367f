package nabla.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import nabla.backend.reference.Evaluation;

/**
 * One training iteration with all its numbers, in float64: steps in the order of time, and the tensors between them.
 *
 * <p>Immutable: what it tells of a step does not depend on what was asked before.
 */
public final class Trace {
    final Snapshot snapshot;
    final ForwardGroups forward;
    final Evaluation evaluation;
    private final List<TracedTensor> tensors;
    private final List<Step> steps;
    private final List<Origin> origins;
    private final int loss;
    private final double[] milliseconds;

    Trace(
            Snapshot snapshot,
            ForwardGroups forward,
            List<TracedTensor> tensors,
            List<Step> steps,
            List<Origin> origins,
            Evaluation evaluation,
            int loss) {
        this.snapshot = snapshot;
        this.forward = forward;
        this.tensors = List.copyOf(tensors);
        this.origins = List.copyOf(origins);
        this.evaluation = evaluation;
        this.loss = loss;
        this.steps = new ArrayList<>(steps);
        Sentences sentences = new Sentences(this);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.sentence().isEmpty()) {
                this.steps.set(i, step.saying(sentences.of(step)));
            }
        }
        milliseconds = StepTimes.of(this);
    }

    /** The operations, in the order of time. */
    public List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** All tensors; each one's id is its place. */
    public List<TracedTensor> tensors() {
        return tensors;
    }

    /** The id of what was differentiated. */
    public int loss() {
        return loss;
    }

    /** How long the replay took for a step, in float64 and one operation after another: not the device's time. */
    public double milliseconds(int step) {
        return milliseconds[step];
    }

    /** The numbers of a tensor, row-major, as a new array. */
    public double[] values(int tensor) {
        TracedTensor asked = tensors.get(tensor);
        double[] all = evaluation.values()[asked.node()];
        return Arrays.copyOfRange(all, asked.start(), asked.start() + asked.size());
    }

    /** Copies the numbers of a tensor, row-major, into an array from this place on. */
    public void copy(int tensor, double[] target, int offset) {
        TracedTensor asked = tensors.get(tensor);
        System.arraycopy(evaluation.values()[asked.node()], asked.start(), target, offset, asked.size());
    }

    /** One number of a tensor. */
    public double value(int tensor, int cell) {
        TracedTensor asked = tensors.get(tensor);
        return evaluation.values()[asked.node()][asked.start() + cell];
    }

    /** The gradient of a value or parameter, as the last function that added to it left it; or -1. */
    public int gradientOf(int tensor) {
        for (int i = tensors.size() - 1; i >= 0; i--) {
            TracedTensor each = tensors.get(i);
            if (each.kind() == TracedTensor.Kind.GRADIENT && each.of() == tensor) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Which of its optimizer's parameter groups a parameter's new value belongs to, from 0; -1 for other tensors. The
     * parameters of a group lie in one node.
     */
    public int group(int tensor) {
        if (tensors.get(tensor).kind() != TracedTensor.Kind.UPDATE) {
            return -1;
        }
        List<Integer> nodes = new ArrayList<>();
        for (TracedTensor each : tensors.subList(0, tensor + 1)) {
            if (each.kind() == TracedTensor.Kind.UPDATE && !nodes.contains(each.node())) {
                nodes.add(each.node());
            }
        }
        return nodes.indexOf(tensors.get(tensor).node());
    }

    /**
     * How one number of a tensor came about in a step.
     *
     * @throws IndexOutOfBoundsException if there is no such step, tensor or number
     */
    public Explanation explain(int step, int tensor, int cell) {
        Objects.checkIndex(cell, tensors.get(tensor).size());
        return new Explainer(this, steps.get(step), origins.get(step)).explain(tensor, cell);
    }

    /** Compares one number of a gradient with a central difference. */
    public NumericCheck.Result check(int gradient, int cell) {
        Objects.checkIndex(cell, tensors.get(gradient).size());
        return new NumericCheck(this).of(gradient, cell);
    }

    Origin origin(int step) {
        return origins.get(step);
    }
}
