package nabla.nn;

import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/** A module that says how bad its first input is. It has no parameters; weights of classes are buffers. */
public abstract class Loss extends Module {
    private final int arity;

    Loss(int arity) {
        this.arity = arity;
    }

    /** Returns the loss of as many inputs as it takes. */
    abstract Tensor loss(Tensor[] inputs);

    @Override
    public final Tensor forward(Tensor... inputs) {
        if (inputs.length != arity) {
            throw new IllegalArgumentException(name() + ": forward takes " + arity + " tensors, but " + inputs.length
                    + " were given.\n  Hint: the network's output comes first, then what it should have been.");
        }
        return loss(inputs);
    }

    final void registerOptional(String name, @Nullable Tensor buffer) {
        if (buffer != null) {
            registerBuffer(name, buffer);
        }
    }
}
