package nabla.optim;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Multiplies the present learning rate by what a function says of the epoch, from epoch 1 on.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiplicativeLR.html">torch</a>
 */
public final class MultiplicativeLR extends LRScheduler {
    private final List<IntToDoubleFunction> factors;

    /** Makes a schedule of one function for all groups, such as {@code epoch -> 0.95}. */
    public MultiplicativeLR(Optimizer optimizer, IntToDoubleFunction factor) {
        this(optimizer, factor, false);
    }

    /** Makes a schedule that, if {@code verbose}, prints each rate that it sets. */
    public MultiplicativeLR(Optimizer optimizer, IntToDoubleFunction factor, boolean verbose) {
        this(optimizer, Checks.forEach(optimizer, factor), verbose);
    }

    /**
     * Makes a schedule of a function for each group.
     *
     * @throws IllegalArgumentException with PyTorch's words if there are not as many functions as groups
     */
    public MultiplicativeLR(Optimizer optimizer, List<IntToDoubleFunction> factors, boolean verbose) {
        super(optimizer, verbose);
        this.factors = Checks.asManyAsGroups(optimizer, factors, "lr_lambdas");
        begin();
    }

    @Override
    double rate(int group) {
        return lastEpoch() == 0
                ? present(group)
                : present(group) * factors.get(group).applyAsDouble(lastEpoch());
    }
}
