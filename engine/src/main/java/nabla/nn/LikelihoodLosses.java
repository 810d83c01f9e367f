package nabla.nn;

import nabla.Tensor;
import nabla.op.ShapeException;
import nabla.runtime.Console;

/** Losses of distributions: how far one is from another, how likely what was seen is. */
abstract class LikelihoodLosses extends ClassificationLosses {
    private static final double LOG_OF_TWO_PI = Math.log(2 * Math.PI);

    LikelihoodLosses() {}

    /** As {@link #klDiv(Tensor, Tensor, KLDivLoss.Options)}, the mean over all elements. */
    public static Tensor klDiv(Tensor input, Tensor target) {
        return klDiv(input, target, KLDivLoss.options());
    }

    /**
     * Kullback-Leibler divergence of the target's distribution from the input's, in nats: the sum of p (ln p − ln q).
     *
     * <p>Shapes: both alike. The input holds ln q; the target p or, with {@code logTarget}, ln p. {@link
     * Reduction#BATCHMEAN} is the divergence's definition; {@link Reduction#MEAN} divides by the number of elements, and
     * warns of it.
     *
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.KLDivLoss.html">KLDivLoss</a>
     */
    public static Tensor klDiv(Tensor input, Tensor target, KLDivLoss.Options options) {
        if (options.reduction() == Reduction.MEAN) {
            Console.warn("reduction: 'mean' divides the total loss by both the batch size and the support size."
                    + "'batchmean' divides only by the batch size, and aligns with the KL div math definition."
                    + "'mean' will be changed to behave the same as 'batchmean' in the next major release.");
        }
        Tensor losses;
        if (options.logTarget()) {
            losses = target.exp().mul(target.sub(input));
        } else {
            Tensor one = constant(1, target);
            Tensor logarithm = target.gt(constant(0, target)).where(target, one).log();
            losses = target.mul(logarithm).sub(target.mul(input));
        }
        if (options.reduction() == Reduction.BATCHMEAN) {
            return losses.sum().div(constant(input.dim() == 0 ? 1 : input.size(0), losses));
        }
        return reduced(losses, options.reduction());
    }

    /** As {@link #poissonNllLoss(Tensor, Tensor, PoissonNLLLoss.Options)} of logarithms, averaged. */
    public static Tensor poissonNllLoss(Tensor input, Tensor target) {
        return poissonNllLoss(input, target, PoissonNLLLoss.options());
    }

    /**
     * How unlikely counts are under Poisson distributions of these means, given as logarithms unless told otherwise, in
     * nats.
     *
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.PoissonNLLLoss.html">PoissonNLLLoss</a>
     */
    public static Tensor poissonNllLoss(Tensor input, Tensor target, PoissonNLLLoss.Options options) {
        Tensor losses = options.logInput()
                ? input.exp().sub(target.mul(input))
                : input.sub(target.mul(input.add(constant(options.eps(), input)).log()));
        return reduced(options.full() ? losses.add(stirling(target)) : losses, options.reduction());
    }

    /** Stirling's approximation of ln(target!), where the target is more than 1. */
    private static Tensor stirling(Tensor target) {
        Tensor one = constant(1, target);
        Tensor isLarge = target.gt(one);
        Tensor n = isLarge.where(target, one);
        Tensor logarithm = n.log();
        Tensor root = logarithm.add(constant(LOG_OF_TWO_PI, target)).mul(constant(0.5, target));
        return onlyWhere(isLarge, n.mul(logarithm).sub(n).add(root));
    }

    /** As {@link #gaussianNllLoss(Tensor, Tensor, Tensor, GaussianNLLLoss.Options)}, averaged. */
    public static Tensor gaussianNllLoss(Tensor input, Tensor target, Tensor var) {
        return gaussianNllLoss(input, target, var, GaussianNLLLoss.options());
    }

    /**
     * How unlikely the target is under normal distributions of these means and variances, in nats.
     *
     * <p>Shapes: input and target [*]; the variance alike, or without its last axis, or with 1 there. A negative variance
     * makes the loss NaN.
     *
     * @throws ShapeException with PyTorch's words if the variance has another shape
     * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.GaussianNLLLoss.html">GaussianNLLLoss</a>
     */
    public static Tensor gaussianNllLoss(Tensor input, Tensor target, Tensor var, GaussianNLLLoss.Options options) {
        Tensor given = fitting(var, input);
        Tensor floor = given.clampMin(options.eps());
        Tensor isNegative = given.lt(constant(0, given));
        Tensor known = isNegative.where(constant(Double.NaN, floor), floor);
        // As in PyTorch the gradient passes the lower bound of the variance as if it were not there.
        Tensor variance = given.add(known.sub(given).detach());
        Tensor losses =
                variance.log().add(input.sub(target).square().div(variance)).mul(constant(0.5, variance));
        Tensor full = options.full() ? losses.add(constant(LOG_OF_TWO_PI / 2, losses)) : losses;
        return reduced(full, options.reduction());
    }

    private static Tensor fitting(Tensor var, Tensor input) {
        if (var.shape().equals(input.shape())) {
            return var;
        }
        int last = input.dim() - 1;
        if (last >= 0 && var.shape().equals(input.shape().without(last))) {
            return var.unsqueeze(-1);
        }
        if (last >= 0 && var.shape().equals(input.shape().with(last, 1))) {
            return var;
        }
        throw new ShapeException("var is of incorrect size\n  Hint: the variance " + var.shape()
                + " has the shape of the input, " + input.shape() + ", or 1 or nothing in place of its last axis.");
    }
}
