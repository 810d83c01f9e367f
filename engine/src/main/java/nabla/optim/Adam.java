package nabla.optim;

import java.util.List;
import nabla.Tensor;
import nabla.op.Node;

/**
 * Adam: steps of about the learning rate, along the running mean of the gradients over the root of the running mean of
 * their squares, both corrected for starting at zero (Kingma and Ba, 2015).
 *
 * <pre>{@code
 * new Adam(network.parameters(), 0.001)
 * new Adam(network.parameters(), Adam.options(0.001).betas(0.9, 0.99).weightDecay(0.01))
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html">torch.optim.Adam</a>
 */
public final class Adam extends Optimizer {
    /** Returns PyTorch's defaults with a learning rate: betas 0.9 and 0.999, epsilon 1e-8, no decay. */
    public static AdamOptions options(double lr) {
        return new AdamOptions(lr, 0.9, 0.999, 1e-8, 0, false, false);
    }

    /** Makes an optimizer with PyTorch's defaults, the learning rate 0.001 among them. */
    public Adam(List<Tensor> parameters) {
        this(parameters, 0.001);
    }

    /** Makes an optimizer with PyTorch's defaults and a learning rate. */
    public Adam(List<Tensor> parameters, double lr) {
        this(parameters, options(lr));
    }

    /**
     * Makes an optimizer of one group.
     *
     * @throws IllegalArgumentException with PyTorch's words if the options cannot be, or the parameters
     */
    public Adam(List<Tensor> parameters, AdamOptions options) {
        this(new ParameterGroup(parameters, options));
    }

    /** Makes an optimizer of several groups. */
    public Adam(ParameterGroup... groups) {
        take(groups);
    }

    @Override
    void update(Update update) {
        Node step = Moments.step(update, update.decayedDirection());
        update.become(Update.sub(update.values(), step));
    }

    @Override
    String name() {
        return "Adam";
    }

    @Override
    boolean takes(OptimizerOptions options) {
        return options instanceof AdamOptions;
    }

    @Override
    List<String> switchesWithoutEffect() {
        return List.of("foreach", "capturable", "differentiable", "fused");
    }

    @Override
    Tensor stepEntry(int steps) {
        return Tensor.scalar(steps);
    }
}
