package nabla.optim;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Multiplies the initial learning rate by what a function says of the epoch.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LambdaLR.html">LambdaLR</a>
 */
public final class LambdaLR extends LRScheduler {
    private final List<IntToDoubleFunction> factors;

    /** Makes a schedule of one function for all groups, such as {@code epoch -> Math.pow(0.95, epoch)}. */
    public LambdaLR(Optimizer optimizer, IntToDoubleFunction factor) {
        this(optimizer, factor, false);
    }

    /** Makes a schedule that, if {@code verbose}, prints each rate that it sets. */
    public LambdaLR(Optimizer optimizer, IntToDoubleFunction factor, boolean verbose) {
        this(optimizer, Checks.forEach(optimizer, factor), verbose);
    }

    /**
     * Makes a schedule of a function for each group.
     *
     * @throws IllegalArgumentException with PyTorch's words if there are not as many functions as groups
     */
    public LambdaLR(Optimizer optimizer, List<IntToDoubleFunction> factors, boolean verbose) {
        super(optimizer, verbose);
        this.factors = Checks.asManyAsGroups(optimizer, factors, "lr_lambdas");
        begin();
    }

    @Override
    double rate(int group) {
        return initial(group) * factors.get(group).applyAsDouble(lastEpoch());
    }
}
