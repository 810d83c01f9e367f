package nabla.optim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that an optimizer treats alike, and how: the options by PyTorch's names, which may change between steps.
 *
 * <pre>{@code
 * var slow = SGD.options(0.001).momentum(0.9);
 * var optimizer = new SGD(
 *         new ParameterGroup(body.parameters(), slow),
 *         new ParameterGroup(head.parameters(), slow.lr(0.01)));
 * }</pre>
 *
 * <p>A group belongs to the first optimizer that takes it.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/optim.html#per-parameter-options">per-parameter options</a>
 */
public final class ParameterGroup {
    private static final String LEARNING_RATE = "lr";

    private final List<Tensor> parameters;
    private final OptimizerOptions given;
    private final Map<String, @Nullable Object> options = new LinkedHashMap<>();
    private @Nullable GroupMemory memory;

    /**
     * Makes a group.
     *
     * @param parameters leaves; those that require no gradient stay as they are
     * @throws IllegalArgumentException with PyTorch's words if the options cannot be, if there are no parameters, one comes
     *     twice, or one is no leaf
     */
    public ParameterGroup(List<Tensor> parameters, OptimizerOptions options) {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException(
                    "optimizer got an empty parameter list\n  Hint: pass network.parameters().");
        }
        options.check();
        Set<Tensor> seen = new HashSet<>();
        for (Tensor parameter : parameters) {
            if (parameter.requiresGrad() && parameter.node().accumulateGrad() == null) {
                throw new IllegalArgumentException("can't optimize a non-leaf Tensor\n  Hint: it was computed, so that"
                        + " a step would have no effect on what it was computed from; pass what requiresGrad_() was"
                        + " called on.");
            }
            if (!seen.add(parameter)) {
                throw new IllegalArgumentException("optimizer contains a parameter group with duplicate parameters\n"
                        + "  Hint: the parameter " + parameter.shape() + " would be updated twice; pass it once.");
            }
        }
        this.parameters = List.copyOf(parameters);
        this.given = options;
        this.options.putAll(options.byName());
    }

    /** Returns the parameters in their order. */
    public List<Tensor> parameters() {
        return parameters;
    }

    /** Returns the learning rate: how far a step goes. */
    public double lr() {
        return number(LEARNING_RATE);
    }

    /**
     * Changes the learning rate from the next step on.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void setLr(double learningRate) {
        set(LEARNING_RATE, learningRate);
    }

    /**
     * Returns a number by its name, such as {@code momentum}.
     *
     * @throws IllegalArgumentException if the group has no number of this name
     */
    public double number(String name) {
        if (options.get(name) instanceof Double value) {
            return value;
        }
        throw missing("number", name);
    }

    /**
     * Returns whether a switch is on, such as {@code nesterov}.
     *
     * @throws IllegalArgumentException if the group has no switch of this name
     */
    public boolean flag(String name) {
        if (options.get(name) instanceof Boolean value) {
            return value;
        }
        throw missing("switch", name);
    }

    /**
     * Returns Adam's betas: how much of the mean gradient, and of the mean squared gradient, stays at each step.
     *
     * @throws IllegalArgumentException if the optimizer has none
     */
    public double[] betas() {
        if (options.get("betas") instanceof List<?> values) {
            return new double[] {(Double) values.get(0), (Double) values.get(1)};
        }
        throw missing("pair", "betas");
    }

    /**
     * Changes a number from the next step on.
     *
     * @throws IllegalArgumentException if the group has no number of this name, or the learning rate is negative
     */
    public void set(String name, double value) {
        number(name);
        if (name.equals(LEARNING_RATE)) {
            Checks.learningRate(value);
        }
        options.put(name, value);
    }

    /**
     * Turns a switch on or off from the next step on.
     *
     * @throws IllegalArgumentException if the group has no switch of this name
     */
    public void set(String name, boolean value) {
        flag(name);
        options.put(name, value);
    }

    /**
     * Changes Adam's betas from the next step on.
     *
     * @throws IllegalArgumentException if the optimizer has none, or one is outside [0, 1)
     */
    public void setBetas(double first, double second) {
        betas();
        Checks.beta(0, first);
        Checks.beta(1, second);
        options.put("betas", List.of(first, second));
    }

    private IllegalArgumentException missing(String kind, String name) {
        return new IllegalArgumentException("the parameter group has no " + kind + " \"" + name + "\".\n  Hint: it has "
                + String.join(", ", new TreeMap<>(options).keySet()) + ".");
    }

    /** Whether there is an option of this name. */
    boolean has(String name) {
        return options.containsKey(name);
    }

    /** Adds a number that a scheduler keeps in the group, such as {@code initial_lr}, or replaces it. */
    void keep(String name, double value) {
        options.put(name, value);
    }

    /** The options that the group was made with. */
    OptimizerOptions given() {
        return given;
    }

    /** All options by name: Double, Boolean, lists of Double, or null, PyTorch's None. */
    Map<String, @Nullable Object> options() {
        return options;
    }

    /** Replaces all options by saved ones. */
    void restore(Map<String, @Nullable Object> saved) {
        options.clear();
        options.putAll(saved);
    }

    /** Makes this the group of an optimizer: adds the options that PyTorch has beside those that change results. */
    void adopt(Map<String, @Nullable Object> more) {
        more.forEach(options::putIfAbsent);
        memory = new GroupMemory(parameters);
    }

    /** Where parameters and state lie. */
    GroupMemory memory() {
        GroupMemory present = memory;
        if (present == null) {
            throw new IllegalStateException("this parameter group belongs to no optimizer yet");
        }
        return present;
    }

    boolean isTaken() {
        return memory != null;
    }

    boolean isDisjointFrom(ParameterGroup other) {
        Set<Tensor> mine = new HashSet<>(parameters);
        for (Tensor parameter : other.parameters) {
            if (mine.contains(parameter)) {
                return false;
            }
        }
        return true;
    }

    /** The lines that PyTorch prints of a group, keys in order. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(options)
                .forEach((name, value) -> lines.append("    ")
                        .append(name)
                        .append(": ")
                        .append(spelled(value))
                        .append("\n"));
        return lines.toString();
    }

    private static String spelled(@Nullable Object value) {
        if (value instanceof Double number) {
            return Numbers.spelled(number);
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof List<?> values) {
            List<String> parts = new ArrayList<>();
            values.forEach(each -> parts.add(spelled(each)));
            return "(" + String.join(", ", parts) + ")";
        }
        return "None";
    }
}
