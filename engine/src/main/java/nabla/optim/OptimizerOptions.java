package nabla.optim;

import java.util.Map;

/**
 * The options of an optimizer for a group of parameters. Each optimizer names the record that it takes, made by its
 * {@code options} and changed by methods that return a changed copy:
 *
 * <pre>{@code SGD.options(0.1).momentum(0.9).nesterov(true)}</pre>
 */
public sealed interface OptimizerOptions permits SGD.Options, AdamOptions, RMSprop.Options, Adagrad.Options {

    /**
     * Says in PyTorch's words what cannot be. Asked when a group of parameters takes the options, not before, since their
     * order does not matter: Nesterov's way may be chosen before the momentum.
     *
     * @throws IllegalArgumentException if a number is out of its range, or two options do not go together
     */
    void check();

    /** Returns the options by PyTorch's names: numbers as Double, switches as Boolean, betas as a list of two. */
    Map<String, Object> byName();
}
