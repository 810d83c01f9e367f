package nabla.trace;

import nabla.op.Recording.ParameterUpdate;
import org.jspecify.annotations.Nullable;

/**
 * What a step was made of.
 *
 * @param group the operation, forward or turned round
 * @param function what the backward pass did; null for forward steps
 * @param update what the optimizer does; null for all others
 */
record Origin(
        @Nullable Group group,
        BackwardSteps.@Nullable Function function,
        @Nullable ParameterUpdate update) {
    static final Origin NONE = new Origin(null, null, null);

    Origin(@Nullable Group group, BackwardSteps.@Nullable Function function) {
        this(group, function, null);
    }

    /** What formulas call an optimizer's state. */
    static String stateSymbol(String state) {
        return switch (state) {
            case "exp_avg" -> "m";
            case "exp_avg_sq" -> "v";
            case "max_exp_avg_sq" -> "v max";
            case "momentum_buffer" -> "b";
            case "square_avg", "sum" -> "s";
            case "grad_avg" -> "a";
            default -> state;
        };
    }
}
