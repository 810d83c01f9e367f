package nabla.optim;

import java.util.List;
import nabla.Tensor;
import nabla.op.Node;

/**
 * {@link Adam} with a weight decay of its own: weights shrink by a share of the learning rate, however large their
 * gradients are (Loshchilov and Hutter, 2019).
 *
 * <pre>{@code
 * new AdamW(network.parameters(), AdamW.options(0.001).weightDecay(0.1))
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html">torch.optim.AdamW</a>
 */
public final class AdamW extends Optimizer {
    /** Returns PyTorch's defaults with a learning rate: betas 0.9 and 0.999, epsilon 1e-8, decay 0.01. */
    public static AdamOptions options(double lr) {
        return new AdamOptions(lr, 0.9, 0.999, 1e-8, 0.01, false, false);
    }

    /** Makes an optimizer with PyTorch's defaults, the learning rate 0.001 among them. */
    public AdamW(List<Tensor> parameters) {
        this(parameters, 0.001);
    }

    /** Makes an optimizer with PyTorch's defaults and a learning rate. */
    public AdamW(List<Tensor> parameters, double lr) {
        this(parameters, options(lr));
    }

    /**
     * Makes an optimizer of one group.
     *
     * @throws IllegalArgumentException with PyTorch's words if the options cannot be, or the parameters
     */
    public AdamW(List<Tensor> parameters, AdamOptions options) {
        this(new ParameterGroup(parameters, options));
    }

    /** Makes an optimizer of several groups. */
    public AdamW(ParameterGroup... groups) {
        take(groups);
    }

    @Override
    void update(Update update) {
        double decay = update.number("lr") * update.number("weight_decay");
        Node shrunk = Update.mul(update.values(), update.scalar(1 - decay));
        update.become(Update.sub(shrunk, Moments.step(update, update.direction())));
    }

    @Override
    String name() {
        return "AdamW";
    }

    @Override
    boolean takes(OptimizerOptions options) {
        return options instanceof AdamOptions;
    }

    @Override
    List<String> switchesWithoutEffect() {
        return List.of("foreach", "capturable");
    }

    @Override
    Tensor stepEntry(int steps) {
        return Tensor.scalar(steps);
    }
}
