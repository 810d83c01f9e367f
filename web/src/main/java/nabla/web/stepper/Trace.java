package nabla.web.stepper;

import java.util.Arrays;
import nabla.trace.Text;

/** One iteration, operation by operation, with every number. */
final class Trace {
    /**
     * What is true of the whole iteration.
     *
     * @param batch size of the batch before it was cut to the samples
     * @param difference the largest relative difference between the device's gradients and these; NaN while unknown
     * @param parameter whose gradients differ so
     */
    record Facts(
            int iteration, int batch, int[] samples, String device, double loss, double difference, Text parameter) {
        /** The name of that parameter. */
        String of() {
            return Language.say(parameter);
        }

        Facts agreeing(double to, Text parameter) {
            return new Facts(iteration, batch, samples, device, loss, to, parameter);
        }
    }

    /** The numbers of all tensors, one after another. They come into Java when they are first looked at. */
    @FunctionalInterface
    interface Cells {
        double[] copy(int offset, int count);
    }

    private Facts facts;
    private final TensorInfo[] tensors;
    private final Step[] steps;
    private final Cells values;
    private final int[] producers;
    private final int[] firsts = new int[Phase.values().length];
    private final int[] counts = new int[Phase.values().length];
    private final double[][] copies;
    private final boolean[] isComplete;

    Trace(Facts facts, TensorInfo[] tensors, Step[] steps, Cells values) {
        this.facts = facts;
        this.tensors = tensors;
        this.steps = steps;
        this.values = values;
        copies = new double[tensors.length][];
        isComplete = new boolean[tensors.length];
        producers = new int[tensors.length];
        Arrays.fill(producers, -1);
        for (Step step : steps) {
            int phase = step.phase().ordinal();
            if (counts[phase]++ == 0) {
                firsts[phase] = step.index();
            }
            for (int output : step.outputs()) {
                if (producers[output] < 0) {
                    producers[output] = step.index();
                }
            }
        }
    }

    Facts facts() {
        return facts;
    }

    /** How far the device's gradients are from these, and of which parameter. */
    void agrees(double difference, Text parameter) {
        facts = facts.agreeing(difference, parameter);
    }

    int iteration() {
        return facts.iteration;
    }

    int length() {
        return steps.length;
    }

    Step step(int index) {
        return steps[index];
    }

    Step[] steps() {
        return steps;
    }

    TensorInfo[] tensors() {
        return tensors;
    }

    TensorInfo tensor(int id) {
        return tensors[id];
    }

    /** How many groups of parameters the optimizer has. */
    int groups() {
        int last = -1;
        for (TensorInfo tensor : tensors) {
            last = Math.max(last, tensor.group());
        }
        return last + 1;
    }

    /** The index of the step that makes the tensor; -1 for what was there before. */
    int producer(int tensor) {
        return producers[tensor];
    }

    /** The index of the phase's first step. */
    int first(Phase phase) {
        return firsts[phase.ordinal()];
    }

    /** How many steps the phase has. */
    int count(Phase phase) {
        return counts[phase.ordinal()];
    }

    /** The index of the phase's step of this number, from 0; of its last if there are not so many. */
    int step(Phase phase, int number) {
        int left = number;
        int found = 0;
        for (Step step : steps) {
            if (step.phase() == phase) {
                found = step.index();
                if (left-- == 0) {
                    return found;
                }
            }
        }
        return found;
    }

    /** Which of its phase's steps this one is, from 0. */
    int number(Step step) {
        int number = 0;
        for (int i = 0; i < step.index(); i++) {
            number += steps[i].phase() == step.phase() ? 1 : 0;
        }
        return number;
    }

    /**
     * The same iteration with the backward pass at the line that calls it, where steps are known by the line that made
     * what they turn round.
     */
    Trace withBackwardAt(int line) {
        Step[] moved = steps.clone();
        for (int i = 0; i < moved.length; i++) {
            Step step = moved[i];
            if (line > 0 && step.phase() == Phase.BACKWARD) {
                moved[i] = new Step(
                        i,
                        step.phase(),
                        step.name(),
                        step.module(),
                        line,
                        step.forward(),
                        step.inputs(),
                        step.outputs(),
                        step.saved(),
                        step.words(),
                        step.parts(),
                        step.milliseconds());
            }
        }
        return new Trace(facts, tensors, moved, values);
    }

    /** The cells that came of the tensor, row by row. */
    double[] cells(TensorInfo tensor) {
        if (copies[tensor.id()] == null) {
            copies[tensor.id()] = values.copy(tensor.offset(), tensor.count());
        }
        return copies[tensor.id()];
    }

    /** Whether only some of the cells are here. */
    boolean isPartial(TensorInfo tensor) {
        return tensor.sampled() && !isComplete[tensor.id()];
    }

    /** Takes in all cells of a tensor that was sampled. */
    void complete(int tensor, double[] cells) {
        copies[tensor] = cells;
        isComplete[tensor] = true;
    }

    /** The step of the forward pass that a step is about: itself, or the one it turns round; -1 if there is none. */
    int recorded(Step step) {
        return step.isRecorded() ? step.index() : step.forward();
    }

    /** The parameter that a step is about, such as one of the optimizer's or AccumulateGrad; -1 if there is none. */
    int parameter(Step step) {
        if (step.phase() != Phase.ZERO_GRAD && step.phase() != Phase.STEP && !step.accumulates()) {
            return -1;
        }
        for (int[] ids : new int[][] {step.inputs(), step.outputs()}) {
            for (int id : ids) {
                TensorInfo tensor = tensors[id];
                if (tensor.is("parameter")) {
                    return id;
                }
                if (tensor.of() >= 0 && tensors[tensor.of()].is("parameter")) {
                    return tensor.of();
                }
            }
        }
        return -1;
    }

    /** The output with the most cells, which the explanations begin with; -1 if the step makes nothing. */
    int mainOutput(Step step) {
        int main = -1;
        for (int output : step.outputs()) {
            if (main < 0 || tensors[output].size() > tensors[main].size()) {
                main = output;
            }
        }
        return main;
    }

    /** The step of another iteration that corresponds to this one. */
    Step alike(Step step) {
        int count = count(step.phase());
        if (count == 0) {
            return steps[Math.min(step.index(), steps.length - 1)];
        }
        return steps[
                step.index() < steps.length && steps[step.index()].name().equals(step.name())
                        ? step.index()
                        : first(step.phase())];
    }
}
