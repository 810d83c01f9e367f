package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/** What layers with a weight and a bias have in common. */
final class Initial {
    private Initial() {}

    /** Fills with numbers uniform in ±1/√fanIn from the default generator, as PyTorch's layers start. */
    static void uniform(Tensor parameter, int fanIn) {
        double bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
        Init.uniform_(parameter, -bound, bound);
    }

    /** Returns a parameter that a layer may lack. */
    static Tensor present(@Nullable Tensor parameter, Module layer) {
        if (parameter == null) {
            throw new IllegalStateException(layer + " has no such parameter."
                    + "\n  Hint: it was made without; namedParameters() tells what it has.");
        }
        return parameter;
    }
}
