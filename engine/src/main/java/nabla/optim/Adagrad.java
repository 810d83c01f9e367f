package nabla.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;

/**
 * Adagrad: each gradient over the root of the sum of all its squares so far (Duchi, Hazan and Singer, 2011).
 *
 * <pre>{@code
 * new Adagrad(network.parameters(), 0.1)
 * new Adagrad(network.parameters(), Adagrad.options(0.1).lrDecay(0.01))
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html">torch.optim.Adagrad</a>
 */
public final class Adagrad extends Optimizer {
    private static final String SUM = "sum";

    /**
     * How Adagrad steps.
     *
     * @param lr how far the first step goes, about
     * @param lrDecay how fast the learning rate falls: it is divided by 1 + (step − 1) · lrDecay
     * @param weightDecay how strongly weights are pulled towards 0: added to the gradient times the weight
     * @param initialAccumulatorValue what the sums start from
     * @param eps added to the root, so that nothing is divided by zero
     * @param maximize whether to climb instead
     */
    public record Options(
            double lr, double lrDecay, double weightDecay, double initialAccumulatorValue, double eps, boolean maximize)
            implements OptimizerOptions {

        /** Returns these options with another learning rate. */
        public Options lr(double value) {
            return new Options(value, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
        }

        /** Returns these options with another decay of the learning rate. */
        public Options lrDecay(double value) {
            return new Options(lr, value, weightDecay, initialAccumulatorValue, eps, maximize);
        }

        /** Returns these options with another weight decay. */
        public Options weightDecay(double value) {
            return new Options(lr, lrDecay, value, initialAccumulatorValue, eps, maximize);
        }

        /** Returns these options with another start of the sums. */
        public Options initialAccumulatorValue(double value) {
            return new Options(lr, lrDecay, weightDecay, value, eps, maximize);
        }

        /** Returns these options with another epsilon. */
        public Options eps(double value) {
            return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, value, maximize);
        }

        /** Returns these options climbing or descending. */
        public Options maximize(boolean value) {
            return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, value);
        }

        @Override
        public void check() {
            Checks.learningRate(lr);
            Checks.notNegative(lrDecay, "lr_decay value", "0 keeps the learning rate.");
            Checks.weightDecay(weightDecay);
            Checks.notNegative(initialAccumulatorValue, "initial_accumulator_value value", "0 is PyTorch's own.");
            Checks.epsilon(eps);
        }

        @Override
        public Map<String, Object> byName() {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("lr", lr);
            named.put("lr_decay", lrDecay);
            named.put("eps", eps);
            named.put("weight_decay", weightDecay);
            named.put("initial_accumulator_value", initialAccumulatorValue);
            named.put("maximize", maximize);
            return named;
        }
    }

    /** Returns PyTorch's defaults with a learning rate: epsilon 1e-10, sums that start at 0, no decay of any kind. */
    public static Options options(double lr) {
        return new Options(lr, 0, 0, 0, 1e-10, false);
    }

    /** Makes an optimizer with PyTorch's defaults, the learning rate 0.01 among them. */
    public Adagrad(List<Tensor> parameters) {
        this(parameters, 0.01);
    }

    /** Makes an optimizer with PyTorch's defaults and a learning rate. */
    public Adagrad(List<Tensor> parameters, double lr) {
        this(parameters, options(lr));
    }

    /**
     * Makes an optimizer of one group.
     *
     * @throws IllegalArgumentException with PyTorch's words if the options cannot be, or the parameters
     */
    public Adagrad(List<Tensor> parameters, Options options) {
        this(new ParameterGroup(parameters, options));
    }

    /** Makes an optimizer of several groups. */
    public Adagrad(ParameterGroup... groups) {
        take(groups);
    }

    @Override
    void start(ParameterGroup group) {
        double value = group.number("initial_accumulator_value");
        group.memory().fill(SUM, value);
    }

    @Override
    void update(Update update) {
        update.count();
        Node gradient = update.decayedDirection();
        Node sum = update.keep(SUM, Update.add(update.state(SUM), Ops.map(Maps.SQUARE, gradient)));
        double lr = update.number("lr");
        double decay = update.number("lr_decay");
        Node stepSize = update.bySteps(steps -> lr / (1 + (steps - 1) * decay));
        Node root = Update.add(Ops.map(Maps.SQRT, sum), update.constant(update.number("eps")));
        update.become(Update.sub(update.values(), Update.mul(stepSize, Update.div(gradient, root))));
    }

    @Override
    String name() {
        return "Adagrad";
    }

    @Override
    boolean takes(OptimizerOptions options) {
        return options instanceof Options;
    }

    @Override
    List<String> switchesWithoutEffect() {
        return List.of("foreach");
    }

    @Override
    Tensor stepEntry(int steps) {
        return Tensor.scalar(steps);
    }

    /** The sums have a start. */
    @Override
    boolean hasState(int steps) {
        return true;
    }
}
