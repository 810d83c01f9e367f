package nabla.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.op.Node;
import org.jspecify.annotations.Nullable;

/**
 * Stochastic gradient descent, with momentum if asked for: {@code b ← μ b + (1 − dampening) g}, {@code w ← w − lr b}.
 *
 * <pre>{@code
 * new SGD(network.parameters(), 0.1)
 * new SGD(network.parameters(), SGD.options(0.1).momentum(0.9).nesterov(true))
 * }</pre>
 *
 * <p>Unlike Sutskever et al., and like PyTorch, the learning rate multiplies the whole momentum buffer, and the first
 * gradient enters it undampened.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html">torch.optim.SGD</a>
 */
public final class SGD extends Optimizer {
    private static final String BUFFER = "momentum_buffer";

    /**
     * How SGD steps.
     *
     * @param lr how far a step goes
     * @param momentum how much of the last step's direction stays, 0 for none
     * @param dampening how much of the gradient is kept out of the momentum buffer
     * @param weightDecay how strongly weights are pulled towards 0: added to the gradient times the weight
     * @param nesterov whether to look ahead: step along the gradient plus the momentum to come
     * @param maximize whether to climb instead
     */
    public record Options(
            double lr, double momentum, double dampening, double weightDecay, boolean nesterov, boolean maximize)
            implements OptimizerOptions {

        /** Returns these options with another learning rate. */
        public Options lr(double value) {
            return new Options(value, momentum, dampening, weightDecay, nesterov, maximize);
        }

        /** Returns these options with another momentum. */
        public Options momentum(double value) {
            return new Options(lr, value, dampening, weightDecay, nesterov, maximize);
        }

        /** Returns these options with another dampening. */
        public Options dampening(double value) {
            return new Options(lr, momentum, value, weightDecay, nesterov, maximize);
        }

        /** Returns these options with another weight decay. */
        public Options weightDecay(double value) {
            return new Options(lr, momentum, dampening, value, nesterov, maximize);
        }

        /** Returns these options with Nesterov's way or without. */
        public Options nesterov(boolean value) {
            return new Options(lr, momentum, dampening, weightDecay, value, maximize);
        }

        /** Returns these options climbing or descending. */
        public Options maximize(boolean value) {
            return new Options(lr, momentum, dampening, weightDecay, nesterov, value);
        }

        @Override
        public void check() {
            Checks.learningRate(lr);
            Checks.momentum(momentum);
            Checks.weightDecay(weightDecay);
            if (nesterov && (momentum <= 0 || dampening != 0)) {
                throw new IllegalArgumentException("Nesterov momentum requires a momentum and zero dampening\n"
                        + "  Hint: SGD.options(0.1).momentum(0.9).nesterov(true).");
            }
        }

        @Override
        public Map<String, Object> byName() {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("lr", lr);
            named.put("momentum", momentum);
            named.put("dampening", dampening);
            named.put("weight_decay", weightDecay);
            named.put("nesterov", nesterov);
            named.put("maximize", maximize);
            return named;
        }
    }

    /** Returns PyTorch's defaults with a learning rate: no momentum, no decay. */
    public static Options options(double lr) {
        return new Options(lr, 0, 0, 0, false, false);
    }

    /** Makes plain gradient descent. */
    public SGD(List<Tensor> parameters, double lr) {
        this(parameters, options(lr));
    }

    /**
     * Makes an optimizer of one group.
     *
     * @throws IllegalArgumentException with PyTorch's words if the options cannot be, or the parameters
     */
    public SGD(List<Tensor> parameters, Options options) {
        this(new ParameterGroup(parameters, options));
    }

    /** Makes an optimizer of several groups. */
    public SGD(ParameterGroup... groups) {
        take(groups);
    }

    @Override
    void update(Update update) {
        Node gradient = update.decayedDirection();
        double momentum = update.number("momentum");
        if (momentum != 0) {
            update.count();
            double fresh = 1 - update.number("dampening");
            Node kept = Update.mul(update.state(BUFFER), update.scalar(momentum));
            Node entering =
                    fresh == 1 ? gradient : Update.mul(gradient, update.bySteps(steps -> steps == 1 ? 1 : fresh));
            Node buffer = update.keep(BUFFER, Update.add(kept, entering));
            gradient = update.flag("nesterov")
                    ? Update.add(gradient, Update.mul(buffer, update.scalar(momentum)))
                    : buffer;
        }
        update.become(Update.sub(update.values(), Update.mul(gradient, update.scalar(update.number("lr")))));
    }

    @Override
    String name() {
        return "SGD";
    }

    @Override
    boolean takes(OptimizerOptions options) {
        return options instanceof Options;
    }

    @Override
    List<String> switchesWithoutEffect() {
        return List.of("foreach", "differentiable");
    }

    /** PyTorch's SGD counts no steps; here a parameter has taken one when its buffer holds something. */
    @Override
    @Nullable
    Tensor stepEntry(int steps) {
        return null;
    }
}
