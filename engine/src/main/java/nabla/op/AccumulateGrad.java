package nabla.op;

import org.jspecify.annotations.Nullable;

/** Where a leaf that requires gradients collects them: PyTorch's {@code AccumulateGrad}, the {@code .grad} of a tensor. */
public final class AccumulateGrad {
    private final GradientHooks hooks = new GradientHooks();
    private @Nullable Node gradient;
    private @Nullable Later later;
    private boolean isUsed;
    private boolean isOfSeveralSteps;

    /** Makes a gradient when somebody asks for it. */
    @FunctionalInterface
    public interface Later {
        Node make();
    }

    /** Whether there is a gradient. */
    public boolean isPresent() {
        return gradient != null || later != null;
    }

    /** The sum of all gradients since it was last cleared, or null. */
    public @Nullable Node gradient() {
        Later promised = later;
        if (promised != null) {
            gradient = promised.make();
            later = null;
        }
        return gradient;
    }

    /** Replaces the gradient; null clears it. */
    public void set(@Nullable Node replacement) {
        replace(replacement, null);
    }

    /** Replaces the gradient by one that most programs never ask for. */
    public void setLater(Later replacement) {
        replace(null, replacement);
    }

    private void replace(@Nullable Node made, @Nullable Later promised) {
        Recording recording = Recording.current();
        if (recording != null) {
            Node before = gradient;
            Later promisedBefore = later;
            boolean wasUsed = isUsed;
            boolean wasOfSeveralSteps = isOfSeveralSteps;
            recording.undo(() -> {
                gradient = before;
                later = promisedBefore;
                isUsed = wasUsed;
                isOfSeveralSteps = wasOfSeveralSteps;
            });
        }
        gradient = made;
        later = promised;
        isUsed = false;
        isOfSeveralSteps = false;
    }

    /** Adds a gradient of the leaf's shape. */
    public void add(Node more) {
        boolean mixes = isUsed || isOfSeveralSteps;
        Node before = gradient();
        set(before == null ? more : Ops.map(Maps.ADD, before, more));
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
