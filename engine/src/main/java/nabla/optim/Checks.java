package nabla.optim;

import java.util.Collections;
import java.util.List;

/** What optimizers say of numbers out of range, in PyTorch's words. */
final class Checks {
    private Checks() {}

    static void learningRate(double value) {
        notNegative(value, "learning rate", "0.1 is a usual first try for SGD, 0.001 for Adam.");
    }

    static void epsilon(double value) {
        notNegative(value, "epsilon value", "1e-8 is usual.");
    }

    static void weightDecay(double value) {
        notNegative(value, "weight_decay value", "it pulls weights towards 0; 0 leaves them, 0.01 pulls gently.");
    }

    static void momentum(double value) {
        notNegative(value, "momentum value", "0 is none, 0.9 is usual.");
    }

    static void notNegative(double value, String what, String hint) {
        if (!(value >= 0)) {
            throw wrong(what, value, hint);
        }
    }

    static void beta(int index, double value) {
        if (!(value >= 0 && value < 1)) {
            throw wrong(
                    "beta parameter at index " + index, value, "betas lie in [0, 1); (0.9, 0.999) are PyTorch's own.");
        }
    }

    /** Returns a number of epochs, which must be at least 1. */
    static int epochs(String scheduler, String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(scheduler + ": " + name + " is " + value + ", but must be at least 1.\n"
                    + "  Hint: it counts epochs, or whatever lies between two calls of step().");
        }
        return value;
    }

    /** Returns what is for all groups as one for each. */
    static <T> List<T> forEach(Optimizer optimizer, T one) {
        return Collections.nCopies(optimizer.paramGroups().size(), one);
    }

    /** Returns what there must be one of for each group. */
    static <T> List<T> asManyAsGroups(Optimizer optimizer, List<T> given, String what) {
        int groups = optimizer.paramGroups().size();
        if (given.size() != groups) {
            throw new IllegalArgumentException("Expected " + groups + " " + what + ", but got " + given.size()
                    + "\n  Hint: one for each parameter group, in their order.");
        }
        return List.copyOf(given);
    }

    private static IllegalArgumentException wrong(String what, double value, String hint) {
        return new IllegalArgumentException("Invalid " + what + ": " + Numbers.spelled(value) + "\n  Hint: " + hint);
    }
}
