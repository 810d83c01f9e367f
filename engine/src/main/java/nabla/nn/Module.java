package nabla.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import nabla.RemovableHandle;
import nabla.Tensor;
import nabla.op.AccumulateGrad;
import nabla.op.Recording;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;

/**
 * A part of a network: it holds parameters, buffers and further modules by name, and maps tensors to tensors.
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
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public class Module {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final Map<String, Module> children = new LinkedHashMap<>();
    private final Hooks hooks = new Hooks();
    private boolean training = true;

    // ---- what it computes

    /**
     * Returns what the module computes from {@code input}. Written by the module's author, called by {@link #call}.
     *
     * @throws UnsupportedOperationException with PyTorch's words if the author wrote none
     */
    public Tensor forward(Tensor input) {
        throw new UnsupportedOperationException("Module [" + name() + "] is missing the required \"forward\" function"
                + "\n  Hint: override forward(Tensor input), or call the modules that it holds.");
    }

    /**
     * As {@link #forward(Tensor)}, for modules of several inputs.
     *
     * @throws IllegalArgumentException if the module takes another number of inputs
     */
    public Tensor forward(Tensor... inputs) {
        if (inputs.length == 1) {
            return forward(inputs[0]);
        }
        throw new IllegalArgumentException(name() + ": forward takes 1 tensor, but " + inputs.length + " were given."
                + "\n  Hint: a module of several inputs overrides forward(Tensor... inputs).");
    }

    /** Applies the module: {@link #forward} and the hooks around it. */
    public final Tensor call(Tensor... inputs) {
        boolean isWatched = !hooks.isEmpty() || Recording.current() != null;
        return isWatched ? hooked(inputs, this::forward) : forward(inputs);
    }

    /** Runs the hooks around what a module computes: for modules that have calls of other forms. */
    final Tensor hooked(Tensor[] inputs, Function<Tensor[], Tensor> forward) {
        Recording recording = Recording.current();
        if (recording == null) {
            return hooks.isEmpty() ? forward.apply(inputs) : hooks.around(this, inputs, forward);
        }
        recording.enter(this);
        try {
            return hooks.around(this, inputs, forward);
        } finally {
            recording.leave(this);
        }
    }

    // ---- what it holds

    /**
     * Makes {@code child} a part of this module under a name and returns it.
     *
     * @throws IllegalArgumentException with PyTorch's words if the name is taken, empty, or holds a point
     */
    public final <M extends Module> M register(String name, M child) {
        checkName("module", name, child);
        children.put(name, child);
        return child;
    }

    /** As {@link #register(String, Module)}, for a part that gets its name while the program runs. */
    public final void addModule(String name, Module child) {
        register(name, child);
    }

    /**
     * Makes {@code parameter} a parameter of this module under a name and returns it. It now requires a gradient.
     *
     * @throws IllegalArgumentException with PyTorch's words if the name is taken, empty, or holds a point, or if the
     *     tensor was computed from others
     */
    protected final Tensor register(String name, Tensor parameter) {
        checkName("parameter", name, parameter);
        if (parameter.requiresGrad() && !parameter.isLeaf()) {
            throw new IllegalArgumentException("Cannot assign non-leaf Tensor to parameter '" + name
                    + "'. Model parameters must be created explicitly. To express '" + name
                    + "' as a function of another Tensor, compute the value in the forward() method."
                    + "\n  Hint: detach() gives a tensor without history.");
        }
        parameters.put(name, parameter.parameter_());
        return parameter;
    }

    /**
     * Makes {@code buffer} a part of this module's state that is no parameter, such as a running mean, and returns it.
     *
     * @throws IllegalArgumentException with PyTorch's words if the name is taken, empty, or holds a point
     */
    protected final Tensor registerBuffer(String name, Tensor buffer) {
        checkName("buffer", name, buffer);
        buffers.put(name, buffer);
        return buffer;
    }

    private void checkName(String kind, String name, @Nullable Object part) {
        String wrong = "";
        if (name.isEmpty()) {
            wrong = kind + " name can't be empty string \"\"\n  Hint: the name is what state dicts call it";
        } else if (name.indexOf('.') >= 0) {
            wrong = kind + " name can't contain \".\", got: " + name
                    + "\n  Hint: points part the names of nested modules, as in fc1.weight";
        } else if (children.containsKey(name) || parameters.containsKey(name) || buffers.containsKey(name)) {
            wrong = "attribute '" + name + "' already exists\n  Hint: each part has a name of its own";
        } else if (part == null) {
            wrong = "cannot register " + kind + " '" + name + "': it is null"
                    + "\n  Hint: make it before it is registered; look at the order of the fields";
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong + ". The module is a " + name() + ".");
        }
    }

    /** Returns all parameters, this module's own first, then those of its children in order; each once. */
    public final List<Tensor> parameters() {
        return new ArrayList<>(namedParameters().values());
    }

    /** Returns all parameters by their names, such as {@code fc1.weight}, in the order of {@link #parameters}. */
    public final Map<String, Tensor> namedParameters() {
        return distinct(module -> module.parameters);
    }

    /** Returns the state that is no parameter, such as running means, in the order of the modules. */
    public final List<Tensor> buffers() {
        return new ArrayList<>(namedBuffers().values());
    }

    /** Returns the buffers by their names, such as {@code bn1.running_mean}. */
    public final Map<String, Tensor> namedBuffers() {
        return distinct(module -> module.buffers);
    }

    /** What a module holds of one kind. */
    private interface Holdings {
        Map<String, Tensor> of(Module module);
    }

    private Map<String, Tensor> distinct(Holdings holdings) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        namedModules()
                .forEach((path, module) -> holdings.of(module).forEach((name, tensor) -> {
                    if (seen.add(tensor)) {
                        named.put(join(path, name), tensor);
                    }
                }));
        return named;
    }

    /** Returns this module and all inside it; a module before its children; each once. */
    public final List<Module> modules() {
        return new ArrayList<>(namedModules().values());
    }

    /** Returns this module, under the empty name, and all inside it by their names, such as {@code layers.0}. */
    public final Map<String, Module> namedModules() {
        Map<String, Module> named = new LinkedHashMap<>();
        collect("", named, Collections.newSetFromMap(new IdentityHashMap<>()));
        return named;
    }

    private void collect(String path, Map<String, Module> named, Set<Module> seen) {
        if (seen.add(this)) {
            named.put(path, this);
            children.forEach((name, child) -> child.collect(join(path, name), named, seen));
        }
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Returns the modules that this one holds, in order. */
    public final Collection<Module> children() {
        return namedChildren().values();
    }

    /** As {@link #children}, for a loop that is run in each step. */
    final Iterable<Module> parts() {
        return children.values();
    }

    /** Returns the modules that this one holds by their names, in order. */
    public final Map<String, Module> namedChildren() {
        return Collections.unmodifiableMap(children);
    }

    // ---- changing it as a whole

    /** Calls {@code action} with every module inside this one and at last with this one. Returns this module. */
    public final Module apply(Consumer<Module> action) {
        children.values().forEach(child -> child.apply(action));
        action.accept(this);
        return this;
    }

    /** Draws the module's own parameters anew; those of its children stay. A module without parameters does nothing. */
    public void resetParameters() {}

    /** Forgets the gradients of all parameters: {@code grad()} is null then, as from PyTorch 2 on. */
    public final void zeroGrad() {
        zeroGrad(true);
    }

    /** Forgets the gradients of all parameters or, if not {@code setToNone}, fills those that exist with zeros. */
    public final void zeroGrad(boolean setToNone) {
        Recording recording = Recording.current();
        if (recording != null) {
            List<AccumulateGrad> leaves = new ArrayList<>();
            for (Tensor parameter : parameters()) {
                AccumulateGrad leaf = parameter.node().accumulateGrad();
                if (leaf != null) {
                    leaves.add(leaf);
                }
            }
            recording.zeroGrad(leaves);
        }
        for (Tensor parameter : parameters()) {
            Tensor grad = parameter.grad();
            if (setToNone) {
                parameter.zeroGrad();
            } else if (grad != null) {
                grad.zero_();
            }
        }
    }

    /** Lets all parameters require gradients, or not: then they stay as they are. Returns this module. */
    public final Module requiresGrad_(boolean requiresGrad) {
        parameters().forEach(parameter -> parameter.requiresGrad_(requiresGrad));
        return this;
    }

    /** Moves all parameters and buffers to a device; they stay the same tensors. Returns this module. */
    public final Module to(Device device) {
        parameters().forEach(parameter -> parameter.setData(parameter.data().to(device)));
        buffers().forEach(buffer -> buffer.setData(buffer.to(device)));
        return this;
    }

    /** Says to this module and all inside it that training goes on. Returns this module. */
    public final Module train() {
        return train(true);
    }

    /** Says to this module and all inside it that they are used, not trained. Returns this module. */
    public final Module eval() {
        return train(false);
    }

    /** As {@link #train()} or, with false, {@link #eval()}. */
    public final Module train(boolean mode) {
        return apply(module -> module.training = mode);
    }

    /** Returns whether the module is being trained, as it is at first. */
    public final boolean isTraining() {
        return training;
    }

    // ---- state

    /**
     * Returns parameters and buffers by name, without their history, each module's before its children's. They share the
     * module's memory, so later training shows.
     */
    public final StateDict stateDict() {
        StateDict state = new StateDict();
        collectState("", state);
        return state;
    }

    private void collectState(String path, StateDict state) {
        parameters.forEach((name, parameter) -> state.put(join(path, name), parameter.detach()));
        buffers.forEach((name, buffer) -> state.put(join(path, name), buffer.detach()));
        children.forEach((name, child) -> child.collectState(join(path, name), state));
    }

    /**
     * Copies values into the parameters and buffers of the same names.
     *
     * @throws IllegalArgumentException with PyTorch's words if a name is missing, unexpected, or has another shape;
     *     nothing is copied then
     */
    public final LoadedKeys loadStateDict(Map<String, Tensor> state) {
        return loadStateDict(state, true);
    }

    /**
     * As {@link #loadStateDict(Map)}; if not {@code strict}, names that are missing or unexpected are no error but told
     * in the result.
     */
    public final LoadedKeys loadStateDict(Map<String, Tensor> state, boolean strict) {
        return StateLoading.load(this, state, strict);
    }

    // ---- hooks

    /**
     * Lets {@code hook} see, and change, the inputs of each {@link #call}.
     *
     * @return what takes the hook away again
     */
    public final RemovableHandle registerForwardPreHook(ForwardPreHook hook) {
        return hooks.add(hook);
    }

    /** Lets {@code hook} see, and change, the output of each {@link #call}. */
    public final RemovableHandle registerForwardHook(ForwardHook hook) {
        return hooks.add(hook);
    }

    /** Lets {@code hook} see the gradients of output and inputs in each backward pass, and change those of the inputs. */
    public final RemovableHandle registerFullBackwardHook(BackwardHook hook) {
        return hooks.add(hook);
    }

    // ---- printing

    /** Returns the name under which the module is printed: that of its class. */
    protected String name() {
        return getClass().getSimpleName();
    }

    /** Returns the module's options as they are printed in parentheses, such as {@code in_features=784}. */
    protected String extraRepr() {
        return "";
    }

    /** Returns what PyTorch prints: the name, the options, and each child on lines of its own. */
    @Override
    public String toString() {
        String extra = extraRepr();
        if (children.isEmpty() && extra.indexOf('\n') < 0) {
            return name() + "(" + extra + ")";
        }
        StringBuilder out = new StringBuilder(name()).append("(");
        if (!extra.isEmpty()) {
            out.append("\n  ").append(extra.replace("\n", "\n  "));
        }
        children.forEach((name, child) -> out.append("\n  (")
                .append(name)
                .append("): ")
                .append(child.toString().replace("\n", "\n  ")));
        return out.append("\n)").toString();
    }
}
