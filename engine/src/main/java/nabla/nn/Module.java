package nabla.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nabla.Tensor;

/**
 * A part of a network: it holds parameters and further modules by name, and maps tensors to tensors.
 *
 * <p>A network of one's own registers what it holds and says what it computes:
 *
 * <pre>{@code
 * final class Net extends Module {
 *     private final Linear fc1 = register("fc1", new Linear(784, 64));
 *     private final Linear fc2 = register("fc2", new Linear(64, 10));
 *
 *     public Tensor forward(Tensor x) {
 *         return fc2.call(F.relu(fc1.call(x)));
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class Module {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Module> children = new LinkedHashMap<>();
    private boolean training = true;

    /** Returns what the module computes from {@code input}. Written by the module's author, called by {@link #call}. */
    public abstract Tensor forward(Tensor input);

    /** Applies the module: {@link #forward} and what belongs around it. */
    public final Tensor call(Tensor input) {
        return forward(input);
    }

    /**
     * Makes {@code child} a part of this module under a name and returns it.
     *
     * @throws IllegalArgumentException if the name is taken, empty, or holds a point
     */
    public final <M extends Module> M register(String name, M child) {
        checkName(name);
        children.put(name, child);
        return child;
    }

    /**
     * Makes {@code parameter} a parameter of this module under a name and returns it. It now requires a gradient.
     *
     * @throws IllegalArgumentException if the name is taken, empty, or holds a point
     */
    protected final Tensor register(String name, Tensor parameter) {
        checkName(name);
        parameters.put(name, parameter.requiresGrad_());
        return parameter;
    }

    private void checkName(String name) {
        if (name.isEmpty() || name.indexOf('.') >= 0) {
            throw new IllegalArgumentException(
                    name() + ": \"" + name + "\" cannot name a part; a name is not empty and holds no point.");
        }
        if (children.containsKey(name) || parameters.containsKey(name)) {
            throw new IllegalArgumentException(name() + ": there is already a part named \"" + name + "\".");
        }
    }

    /** Returns all parameters, this module's own first, then those of its children in order. */
    public final List<Tensor> parameters() {
        return new ArrayList<>(namedParameters().values());
    }

    /** Returns all parameters by their names, such as {@code fc1.weight}, in the order of {@link #parameters}. */
    public final Map<String, Tensor> namedParameters() {
        Map<String, Tensor> named = new LinkedHashMap<>();
        collect("", named);
        return named;
    }

    private void collect(String prefix, Map<String, Tensor> named) {
        parameters.forEach((name, parameter) -> named.put(prefix + name, parameter));
        children.forEach((name, child) -> child.collect(prefix + name + ".", named));
    }

    /** Returns the modules that this one holds, in order. */
    public final Collection<Module> children() {
        return namedChildren().values();
    }

    /** Returns the modules that this one holds by their names, in order. */
    public final Map<String, Module> namedChildren() {
        return Collections.unmodifiableMap(children);
    }

    /** Calls {@code action} with every module inside this one and at last with this one. Returns this module. */
    public final Module apply(Consumer<Module> action) {
        children.values().forEach(child -> child.apply(action));
        action.accept(this);
        return this;
    }

    /** Forgets the gradients of all parameters. */
    public final void zeroGrad() {
        parameters.values().forEach(Tensor::zeroGrad);
        children.values().forEach(Module::zeroGrad);
    }

    /** Says to this module and all inside it that training goes on. Returns this module. */
    public final Module train() {
        return train(true);
    }

    /** Says to this module and all inside it that they are used, not trained. Returns this module. */
    public final Module eval() {
        return train(false);
    }

    private Module train(boolean mode) {
        return apply(module -> module.training = mode);
    }

    /** Returns whether the module is being trained, as it is at first. */
    public final boolean isTraining() {
        return training;
    }

    /** Returns the parameters by name, without their history. They share its memory, so later training shows. */
    public final Map<String, Tensor> stateDict() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        namedParameters().forEach((name, parameter) -> state.put(name, parameter.detach()));
        return state;
    }

    /**
     * Copies values into the parameters.
     *
     * @return {@code <All keys matched successfully>}
     * @throws IllegalArgumentException with PyTorch's words if a name is missing, unexpected, or has another shape;
     *     nothing is copied then
     */
    public final String loadStateDict(Map<String, Tensor> state) {
        return StateDict.load(this, state);
    }

    /** Returns the name under which the module is printed: that of its class. */
    protected String name() {
        return getClass().getSimpleName();
    }

    /** Returns the module's settings as they are printed in parentheses, such as {@code in_features=784}. */
    protected String settings() {
        return "";
    }

    /**
     * Returns the module as data.
     *
     * @throws ArchitectureException if it is a network of one's own, whose {@link #forward} no description can tell
     */
    LayerSpec spec() {
        throw new ArchitectureException(name() + " cannot be described. Only a Sequential of Nabla's own layers can.");
    }

    /** Returns what PyTorch prints: the name, the settings, and each child on lines of its own. */
    @Override
    public final String toString() {
        StringBuilder out = new StringBuilder(name()).append('(').append(settings());
        children.forEach((name, child) -> out.append("\n  (")
                .append(name)
                .append("): ")
                .append(child.toString().replace("\n", "\n  ")));
        return out.append(children.isEmpty() ? ")" : "\n)").toString();
    }
}
