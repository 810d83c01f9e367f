package nabla.nn.utils;

import java.util.ArrayList;
import java.util.List;
import nabla.Nabla;
import nabla.Tensor;
import nabla.io.Decimals;

/**
 * Makes gradients smaller where they are too large, between {@code backward()} and the optimizer's step.
 *
 * <pre>{@code
 * loss.backward();
 * ClipGrad.clipGradNorm_(network.parameters(), 1);
 * optimizer.step();
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html">torch.nn.utils</a>
 */
public final class ClipGrad {
    /** Keeps a gradient of 0 from being divided by. */
    private static final double EPSILON = 1e-6;

    private ClipGrad() {}

    /** As {@link #clipGradNorm_(List, double, double, boolean)} with the usual norm, the root of the sum of squares. */
    public static Tensor clipGradNorm_(List<Tensor> parameters, double maxNorm) {
        return clipGradNorm_(parameters, maxNorm, 2);
    }

    /** As {@link #clipGradNorm_(List, double, double, boolean)}, also where the norm is infinite or not a number. */
    public static Tensor clipGradNorm_(List<Tensor> parameters, double maxNorm, double normType) {
        return clipGradNorm_(parameters, maxNorm, normType, false);
    }

    /**
     * Scales all gradients by the same factor so that their norm, as if they were one long vector, is at most
     * {@code maxNorm}. Smaller ones stay. Reads nothing unless asked to look for errors, so that the step is still one run.
     *
     * @param normType p of the norm: 2, 1, or {@link Double#POSITIVE_INFINITY} for the greatest absolute value
     * @param errorIfNonfinite whether to wait for the norm and throw if it is not finite
     * @return the norm before scaling, a scalar; 0 if there are no gradients
     * @throws IllegalStateException with PyTorch's words if that was asked for and happened
     * @throws IllegalArgumentException if the norm's p is not above 0
     */
    public static Tensor clipGradNorm_(
            List<Tensor> parameters, double maxNorm, double normType, boolean errorIfNonfinite) {
        if (!(normType > 0)) {
            throw new IllegalArgumentException("clipGradNorm_: the norm's p is " + Decimals.shortest(normType)
                    + ", but must be above 0.\n  Hint: 2 is usual.");
        }
        List<Tensor> gradients = gradients(parameters);
        if (gradients.isEmpty()) {
            return Tensor.scalar(0);
        }
        Tensor total = Nabla.noGrad(() -> norm(gradients, normType));
        total.device().remember(total.node());
        if (errorIfNonfinite) {
            checkFinite(total.item(), normType);
        }
        Nabla.noGrad(() -> scale(gradients, total, maxNorm));
        return total;
    }

    private static void checkFinite(double norm, double normType) {
        if (Double.isNaN(norm) || Double.isInfinite(norm)) {
            throw new IllegalStateException(
                    "The total norm of order " + Decimals.shortest(normType) + " for gradients from "
                            + "`parameters` is non-finite, so it cannot be clipped. To disable this error and scale the "
                            + "gradients by the non-finite norm anyway, set `error_if_nonfinite=False`"
                            + "\n  Hint: the norm is " + Decimals.shortest(norm)
                            + "; a smaller learning rate may keep it finite.");
        }
    }

    private static void scale(List<Tensor> gradients, Tensor total, double maxNorm) {
        Tensor factor = total.add(EPSILON).reciprocal().mul(maxNorm).clampMax(1);
        for (Tensor gradient : gradients) {
            gradient.mul_(factor);
        }
    }

    /** Makes every element of the gradients lie between −{@code clipValue} and {@code clipValue}. */
    public static void clipGradValue_(List<Tensor> parameters, double clipValue) {
        Nabla.noGrad(() -> {
            for (Tensor gradient : gradients(parameters)) {
                gradient.clamp_(-clipValue, clipValue);
            }
        });
    }

    private static List<Tensor> gradients(List<Tensor> parameters) {
        List<Tensor> gradients = new ArrayList<>();
        for (Tensor parameter : parameters) {
            Tensor gradient = parameter.grad();
            if (gradient != null) {
                gradients.add(gradient);
            }
        }
        return gradients;
    }

    private static Tensor norm(List<Tensor> gradients, double p) {
        Tensor total = part(gradients.get(0), p);
        for (int i = 1; i < gradients.size(); i++) {
            Tensor part = part(gradients.get(i), p);
            total = Double.isInfinite(p) ? total.maximum(part) : total.add(part);
        }
        return Double.isInfinite(p) || p == 1 ? total : p == 2 ? total.sqrt() : total.pow(1 / p);
    }

    /** What a gradient adds to the sum under the root; with an infinite p, its greatest absolute value. */
    private static Tensor part(Tensor gradient, double p) {
        if (p == 2) {
            return gradient.square().sum();
        }
        Tensor sizes = gradient.abs();
        return Double.isInfinite(p)
                ? sizes.max()
                : p == 1 ? sizes.sum() : sizes.pow(p).sum();
    }
}
