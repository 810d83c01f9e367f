package nabla.nn;

import nabla.Tensor;
import nabla.op.Scope;
import nabla.runtime.Console;

/** Losses of numbers that should be near others. */
abstract class RegressionLosses extends LossFunctions {
    RegressionLosses() {}

    /** Mean absolute error. */
    public static Tensor l1Loss(Tensor input, Tensor target) {
        return l1Loss(input, target, Reduction.MEAN);
    }

    /**
     * |input − target| of each element, reduced. Shapes that differ broadcast, with a warning.
     *
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.L1Loss.html">L1Loss</a>
     */
    public static Tensor l1Loss(Tensor input, Tensor target, Reduction reduction) {
        warnOfSizes(input, target);
        return reduced(input.sub(target).abs(), reduction);
    }

    /** Mean squared error. */
    public static Tensor mseLoss(Tensor input, Tensor target) {
        return mseLoss(input, target, Reduction.MEAN);
    }

    /**
     * (input − target)² of each element, reduced. Shapes that differ broadcast, with a warning.
     *
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.MSELoss.html">MSELoss</a>
     */
    public static Tensor mseLoss(Tensor input, Tensor target, Reduction reduction) {
        warnOfSizes(input, target);
        return Scope.within("mse_loss", () -> reduced(input.sub(target).square(), reduction));
    }

    /** As {@link #smoothL1Loss(Tensor, Tensor, SmoothL1Loss.Options)} with a beta of 1, averaged. */
    public static Tensor smoothL1Loss(Tensor input, Tensor target) {
        return smoothL1Loss(input, target, SmoothL1Loss.options());
    }

    /**
     * A parabola for differences below beta, beyond it |input − target| − beta/2. Shapes that differ broadcast, with a
     * warning.
     *
     * @throws IllegalArgumentException with PyTorch's words if beta is negative
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.SmoothL1Loss.html">SmoothL1Loss</a>
     */
    public static Tensor smoothL1Loss(Tensor input, Tensor target, SmoothL1Loss.Options options) {
        double beta = options.beta();
        if (beta < 0) {
            throw new IllegalArgumentException("smooth_l1_loss does not support negative values for beta."
                    + "\n  Hint: beta is the difference at which the parabola ends: 0 or more.");
        }
        warnOfSizes(input, target);
        return Scope.within("smooth_l1_loss", () -> {
            Tensor error = input.sub(target).abs();
            Tensor parabola = error.square().mul(constant(beta == 0 ? 0 : 0.5 / beta, error));
            Tensor line = error.sub(constant(beta / 2, error));
            return reduced(error.lt(constant(beta, error)).where(parabola, line), options.reduction());
        });
    }

    /** As {@link #huberLoss(Tensor, Tensor, HuberLoss.Options)} with a delta of 1, averaged. */
    public static Tensor huberLoss(Tensor input, Tensor target) {
        return huberLoss(input, target, HuberLoss.options());
    }

    /**
     * (input − target)²/2 for differences up to delta, beyond it a line of slope delta. Shapes that differ broadcast, with
     * a warning.
     *
     * @throws IllegalArgumentException with PyTorch's words if delta is not positive
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.HuberLoss.html">HuberLoss</a>
     */
    public static Tensor huberLoss(Tensor input, Tensor target, HuberLoss.Options options) {
        double delta = options.delta();
        if (!(delta > 0)) {
            throw new IllegalArgumentException("huber_loss does not support non-positive values for delta."
                    + "\n  Hint: delta is the difference at which the parabola ends; mseLoss has no end.");
        }
        warnOfSizes(input, target);
        return Scope.within("huber_loss", () -> {
            Tensor error = input.sub(target).abs();
            Tensor parabola = error.square().mul(constant(0.5, error));
            Tensor line = error.sub(constant(delta / 2, error)).mul(constant(delta, error));
            return reduced(error.lt(constant(delta, error)).where(parabola, line), options.reduction());
        });
    }

    private static void warnOfSizes(Tensor input, Tensor target) {
        if (!input.shape().equals(target.shape())) {
            Console.warn("Using a target size (" + PythonText.size(target.shape())
                    + ") that is different to the input size (" + PythonText.size(input.shape())
                    + "). This will likely lead to incorrect results due to broadcasting. Please ensure they have the"
                    + " same size.");
        }
    }
}
