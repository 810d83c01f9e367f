package nabla.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;

/**
 * RMSprop: each gradient over the root of the running mean of its squares (Hinton, 2012).
 *
 * <pre>{@code
 * new RMSprop(network.parameters(), 0.01)
 * new RMSprop(network.parameters(), RMSprop.options(0.01).momentum(0.9).centered(true))
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html">torch.optim.RMSprop</a>
 */
public final class RMSprop extends Optimizer {
    /**
     * How RMSprop steps.
     *
     * @param lr how far a step goes, about
     * @param alpha how much of the mean squared gradient stays at each step
     * @param eps added to the root, so that nothing is divided by zero
     * @param weightDecay how strongly weights are pulled towards 0: added to the gradient times the weight
     * @param momentum how much of the last step stays, 0 for none
     * @param centered whether to divide by the deviation from the mean gradient
     * @param maximize whether to climb instead
     */
    public record Options(
            double lr,
            double alpha,
            double eps,
            double weightDecay,
            double momentum,
            boolean centered,
            boolean maximize)
            implements OptimizerOptions {

        /** Returns these options with another learning rate. */
        public Options lr(double value) {
            return new Options(value, alpha, eps, weightDecay, momentum, centered, maximize);
        }

        /** Returns these options with another alpha. */
        public Options alpha(double value) {
            return new Options(lr, value, eps, weightDecay, momentum, centered, maximize);
        }

        /** Returns these options with another epsilon. */
        public Options eps(double value) {
            return new Options(lr, alpha, value, weightDecay, momentum, centered, maximize);
        }

        /** Returns these options with another weight decay. */
        public Options weightDecay(double value) {
            return new Options(lr, alpha, eps, value, momentum, centered, maximize);
        }

        /** Returns these options with another momentum. */
        public Options momentum(double value) {
            return new Options(lr, alpha, eps, weightDecay, value, centered, maximize);
        }

        /** Returns these options dividing by the deviation, or by the root of the mean square. */
        public Options centered(boolean value) {
            return new Options(lr, alpha, eps, weightDecay, momentum, value, maximize);
        }

        /** Returns these options climbing or descending. */
        public Options maximize(boolean value) {
            return new Options(lr, alpha, eps, weightDecay, momentum, centered, value);
        }

        @Override
        public void check() {
            Checks.learningRate(lr);
            Checks.epsilon(eps);
            Checks.momentum(momentum);
            Checks.weightDecay(weightDecay);
            Checks.notNegative(alpha, "alpha value", "0.99 is PyTorch's own.");
        }

        @Override
        public Map<String, Object> byName() {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("lr", lr);
            named.put("momentum", momentum);
            named.put("alpha", alpha);
            named.put("eps", eps);
            named.put("centered", centered);
            named.put("weight_decay", weightDecay);
            named.put("maximize", maximize);
            return named;
        }
    }

    /** Returns PyTorch's defaults with a learning rate: alpha 0.99, epsilon 1e-8, neither momentum nor decay. */
    public static Options options(double lr) {
        return new Options(lr, 0.99, 1e-8, 0, 0, false, false);
    }

    /** Makes an optimizer with PyTorch's defaults, the learning rate 0.01 among them. */
    public RMSprop(List<Tensor> parameters) {
        this(parameters, 0.01);
    }

    /** Makes an optimizer with PyTorch's defaults and a learning rate. */
    public RMSprop(List<Tensor> parameters, double lr) {
        this(parameters, options(lr));
    }

    /**
     * Makes an optimizer of one group.
     *
     * @throws IllegalArgumentException with PyTorch's words if the options cannot be, or the parameters
     */
    public RMSprop(List<Tensor> parameters, Options options) {
        this(new ParameterGroup(parameters, options));
    }

    /** Makes an optimizer of several groups. */
    public RMSprop(ParameterGroup... groups) {
        take(groups);
    }

    @Override
    void update(Update update) {
        update.count();
        Node gradient = update.decayedDirection();
        double alpha = update.number("alpha");
        Node square = update.average("square_avg", Ops.map(Maps.SQUARE, gradient), alpha);
        if (update.flag("centered")) {
            Node mean = update.average("grad_avg", gradient, alpha);
            square = Update.sub(square, Ops.map(Maps.SQUARE, mean));
        }
        Node root = Update.add(Ops.map(Maps.SQRT, square), update.constant(update.number("eps")));
        Node step = Update.div(gradient, root);
        double momentum = update.number("momentum");
        if (momentum > 0) {
            String buffer = "momentum_buffer";
            Node kept = Update.mul(update.state(buffer), update.scalar(momentum));
            step = update.keep(buffer, Update.add(kept, step));
        }
        update.become(Update.sub(update.values(), Update.mul(step, update.scalar(update.number("lr")))));
    }

    @Override
    String name() {
        return "RMSprop";
    }

    @Override
    boolean takes(OptimizerOptions options) {
        return options instanceof Options;
    }

    @Override
    List<String> switchesWithoutEffect() {
        return List.of("foreach", "differentiable");
    }

    /** A whole number here, as in PyTorch 1.13. */
    @Override
    Tensor stepEntry(int steps) {
        return Tensor.tensor(new long[] {steps}, new int[0]);
    }
}
