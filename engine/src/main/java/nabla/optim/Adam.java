package nabla.optim;

import java.util.List;
import java.util.Map;
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
    /**
     * How Adam steps.
     *
     * @param lr how far a step goes, about
     * @param beta1 how much of the mean gradient stays at each step, in [0, 1)
     * @param beta2 how much of the mean squared gradient stays, in [0, 1)
     * @param eps added to the root, so that nothing is divided by zero
     * @param weightDecay how strongly weights are pulled towards 0: added to the gradient times the weight
     * @param amsgrad whether to divide by the greatest mean squared gradient so far
     * @param maximize whether to climb instead
     */
    public record Options(
            double lr, double beta1, double beta2, double eps, double weightDecay, boolean amsgrad, boolean maximize)
            implements OptimizerOptions {

        /** Returns these options with another learning rate. */
        public Options lr(double value) {
            return new Options(value, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }

        /** Returns these options with other betas. */
        public Options betas(double first, double second) {
            return new Options(lr, first, second, eps, weightDecay, amsgrad, maximize);
        }

        /** Returns these options with another epsilon. */
        public Options eps(double value) {
            return new Options(lr, beta1, beta2, value, weightDecay, amsgrad, maximize);
        }

        /** Returns these options with another weight decay. */
        public Options weightDecay(double value) {
            return new Options(lr, beta1, beta2, eps, value, amsgrad, maximize);
        }

        /** Returns these options dividing by the greatest mean so far, or by the present one. */
        public Options amsgrad(boolean value) {
            return new Options(lr, beta1, beta2, eps, weightDecay, value, maximize);
        }

        /** Returns these options climbing or descending. */
        public Options maximize(boolean value) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, value);
        }

        @Override
        public void check() {
            Moments.check(lr, beta1, beta2, eps, weightDecay);
        }

        @Override
        public Map<String, Object> byName() {
            return Moments.byName(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }
    }

    /** Returns PyTorch's defaults with a learning rate: betas 0.9 and 0.999, epsilon 1e-8, no decay. */
    public static Options options(double lr) {
        return new Options(lr, 0.9, 0.999, 1e-8, 0, false, false);
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
    public Adam(List<Tensor> parameters, Options options) {
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
        return options instanceof Options;
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
