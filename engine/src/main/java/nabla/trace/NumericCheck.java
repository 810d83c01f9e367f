package nabla.trace;

import nabla.backend.reference.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A gradient's proof: the loss is computed twice more in float64, with one number a little greater and a little smaller.
 *
 * <p>Float64 matters: with ε = 1e-4 the relative error is about 1e-10, in float32 it would be 0.1.
 */
public final class NumericCheck {
    private static final double[] EPSILONS = {1e-4, 1e-5, 1e-6};

    /** Smaller gradients are compared as if they had this size: below it rounding decides. */
    private static final double LEAST = 1e-6;

    /**
     * What the comparison gave.
     *
     * @param autograd the gradient as the backward pass has it
     * @param numeric the central difference; NaN if there is none
     * @param relative their distance as a part of the larger one; NaN if there is none
     * @param epsilon how far the number was moved to both sides
     * @param reason why there is no comparison, or null
     */
    public record Result(
            double autograd,
            double numeric,
            double relative,
            double epsilon,
            @Nullable Text reason) {}

    private final Trace trace;

    NumericCheck(Trace trace) {
        this.trace = trace;
    }

    Result of(int gradient, int cell) {
        TracedTensor asked = trace.tensors().get(gradient);
        double autograd = trace.value(gradient, cell);
        if (asked.kind() != TracedTensor.Kind.GRADIENT || asked.of() < 0) {
            return without(autograd, Text.of("This is no gradient."));
        }
        if (trace.gradientOf(asked.of()) != gradient && !isComplete(asked)) {
            return without(
                    autograd,
                    Text.of(
                            "This is only a part of the gradient: more paths lead to {0}, and their parts are still"
                                    + " to come.",
                            trace.tensors().get(asked.of()).name()));
        }
        TracedTensor value = trace.tensors().get(asked.of());
        Kinks kinks = new Kinks(trace);
        String kink = "";
        for (double epsilon : EPSILONS) {
            Evaluation above = moved(value, cell, epsilon);
            Evaluation below = moved(value, cell, -epsilon);
            kink = kinks.between(above, below, value.node());
            if (kink.isEmpty()) {
                int loss = trace.tensors().get(trace.loss()).node();
                double numeric = (above.values()[loss][0] - below.values()[loss][0]) / (2 * epsilon);
                double size = Math.max(LEAST, Math.max(Math.abs(autograd), Math.abs(numeric)));
                return new Result(autograd, numeric, Math.abs(autograd - numeric) / size, epsilon, null);
            }
        }
        return without(
                autograd,
                Text.of(
                        "There is a kink here: {0} changes sides within {1} of this number, and a kink has no slope.",
                        kink, EPSILONS[EPSILONS.length - 1]));
    }

    /** Whether what a leaf collected is this pass's gradient alone. */
    private boolean isComplete(TracedTensor gradient) {
        int last = trace.gradientOf(gradient.of());
        return last >= 0 && trace.tensors().get(last).node() == gradient.node();
    }

    private static Result without(double autograd, Text reason) {
        return new Result(autograd, Double.NaN, Double.NaN, EPSILONS[0], reason);
    }

    private Evaluation moved(TracedTensor value, int cell, double distance) {
        double[] elements = trace.evaluation.values()[value.node()].clone();
        elements[value.start() + cell] += distance;
        return trace.evaluation.replacing(value.node(), elements, trace.forward::isForward);
    }
}
