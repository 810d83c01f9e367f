package nabla.op;

import org.jspecify.annotations.Nullable;

/** Where a leaf that requires gradients collects them: PyTorch's {@code AccumulateGrad}, the {@code .grad} of a tensor. */
public final class AccumulateGrad {
    private final GradientHooks hooks = new GradientHooks();
    private @Nullable Node gradient;
    private boolean isUsed;
    private boolean isOfSeveralSteps;

    /** The sum of all gradients since it was last cleared, or null. */
    public @Nullable Node gradient() {
        return gradient;
    }

    /** Replaces the gradient; null clears it. */
    public void set(@Nullable Node replacement) {
        Recording recording = Recording.current();
        if (recording != null) {
            Node before = gradient;
            boolean wasUsed = isUsed;
            boolean wasOfSeveralSteps = isOfSeveralSteps;
            recording.undo(() -> {
                gradient = before;
                isUsed = wasUsed;
                isOfSeveralSteps = wasOfSeveralSteps;
            });
        }
        gradient = replacement;
        isUsed = false;
        isOfSeveralSteps = false;
    }

    /** Adds a gradient of the leaf's shape. */
    public void add(Node more) {
        boolean mixes = isUsed || isOfSeveralSteps;
        set(gradient == null ? more : Ops.map(Maps.ADD, gradient, more));
        isOfSeveralSteps = mixes;
    }

    /** Says that an optimizer has made a step by what is collected: what comes next should start from nothing. */
    public void used() {
        isUsed = true;
    }

    /** Whether a gradient was added to one that an optimizer had used already: nobody cleared it in between. */
    public boolean isOfSeveralSteps() {
        return isOfSeveralSteps;
    }

    GradientHooks hooks() {
        return hooks;
    }
}
