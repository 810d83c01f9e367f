package nabla.optim;

import java.util.List;
import java.util.Map;
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
    /**
     * How AdamW steps.
     *
     * @param lr how far a step goes, about
     * @param beta1 how much of the mean gradient stays at each step, in [0, 1)
     * @param beta2 how much of the mean squared gradient stays, in [0, 1)
     * @param eps added to the root, so that nothing is divided by zero
     * @param weightDecay how strongly weights are pulled towards 0: they lose this share times the learning rate
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

    /** Returns PyTorch's defaults with a learning rate: betas 0.9 and 0.999, epsilon 1e-8, decay 0.01. */
    public static Options options(double lr) {
        return new Options(lr, 0.9, 0.999, 1e-8, 0.01, false, false);
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
    public AdamW(List<Tensor> parameters, Options options) {
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
        return options instanceof Options;
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
