package nabla.op;

/**
 * Whether operations record what gradients need.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.no_grad.html">torch.no_grad</a>
 */
public final class GradMode {
    private static boolean enabled = true;

    private GradMode() {}

    public static boolean isEnabled() {
        return enabled;
    }

    /** Switches recording on or off and returns how it was. */
    public static boolean set(boolean record) {
        boolean before = enabled;
        enabled = record;
        return before;
    }

    /** Runs the body without recording; nodes made in it let no gradient through. */
    public static void noGrad(Runnable body) {
        boolean before = set(false);
        try {
            body.run();
        } finally {
            set(before);
        }
    }
}
