package nabla;

import java.util.function.Supplier;
import nabla.op.GradMode;
import nabla.random.Generator;
import org.jspecify.annotations.Nullable;

/** What PyTorch keeps at the top of its package: the seed and the switch for gradients. */
public final class Nabla {
    private static PrintOptions printOptions = PrintOptions.DEFAULT;

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
     * Says how tensors are printed from now on; {@link PrintOptions#DEFAULT} is PyTorch's way.
     *
     * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.set_printoptions.html">torch.set_printoptions</a>
     */
    public static void setPrintoptions(PrintOptions options) {
        printOptions = options;
    }

    static PrintOptions printOptions() {
        return printOptions;
    }

    /**
     * What Python's {@code print} shows for a value, without the prefix {@code torch.}: a tensor's numbers, a shape as
     * {@code Size([2, 3])}, {@code True}, {@code 1e-05}. Waits for the device where the value is a tensor.
     */
    public static String text(@Nullable Object value) {
        return PrintedText.of(value);
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
