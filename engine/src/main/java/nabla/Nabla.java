package nabla;

import java.util.function.Supplier;
import nabla.op.GradMode;
import nabla.random.Generator;

/** What PyTorch keeps at the top of its package: the seed and the switch for gradients. */
public final class Nabla {
    private Nabla() {}

    /**
     * Starts the default random numbers anew: what follows is what PyTorch gives after {@code torch.manual_seed(seed)}.
     *
     * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.manual_seed.html">torch.manual_seed</a>
     */
    public static void manualSeed(long seed) {
        Generator.defaultGenerator().manualSeed(seed);
    }

    /**
     * Runs the body without recording for gradients.
     *
     * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.no_grad.html">torch.no_grad</a>
     */
    public static void noGrad(Runnable body) {
        GradMode.noGrad(body);
    }

    /**
     * Runs the body with a search for values that are not numbers: {@code backward()} then looks at every value it depends on
     * or makes, waits for the device, and throws an {@link IllegalStateException} that names the operation that made the
     * first. Slow; for finding the place.
     *
     * @see <a href="https://docs.pytorch.org/docs/stable/autograd.html#anomaly-detection">torch.autograd.detect_anomaly</a>
     */
    public static void detectAnomaly(Runnable body) {
        AnomalyMode.within(body);
    }

    /** Returns what the body returns, computed without recording for gradients. */
    public static <T> T noGrad(Supplier<T> body) {
        boolean before = GradMode.set(false);
        try {
            return body.get();
        } finally {
            GradMode.set(before);
        }
    }
}
