package nabla.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.Arena;
import nabla.Tensor;
import nabla.op.Node;
import org.jspecify.annotations.Nullable;

/** Where a group's parameters and an optimizer's numbers about them lie: flat, so that a step is one kernel. */
final class GroupMemory {
    private final List<Tensor> parameters;
    private final Map<String, Node> states = new LinkedHashMap<>();
    private int[] steps;
    private Arena arena;

    GroupMemory(List<Tensor> parameters) {
        this.parameters = parameters;
        steps = new int[parameters.size()];
        arena = new Arena(parameters);
    }

    /**
     * The parameters in one stretch of memory; a new one if another optimizer has moved them meanwhile.
     *
     * @throws IllegalStateException if they are on another device now than what is kept about them
     */
    Arena arena() {
        if (!arena.isCurrent()) {
            Arena moved = new Arena(parameters);
            if (moved.device() != arena.device() && !states.isEmpty()) {
                throw new IllegalStateException(
                        "optimizer: the parameters are on " + moved.device().name()
                                + " now, but the optimizer's state is on "
                                + arena.device().name()
                                + ".\n  Hint: move the network before the optimizer is made.");
            }
            arena = moved;
        }
        return arena;
    }

    /** What is kept under a name, [size], as a leaf; zeros at first. */
    Node state(String name) {
        Node present = states.get(name);
        if (present == null) {
            present = arena.state(0);
            states.put(name, present);
        }
        return present;
    }

    /** Starts what is kept under a name with a value. */
    void fill(String name, double value) {
        states.put(name, arena.state(value));
    }

    Set<String> stateNames() {
        return states.keySet();
    }

    /** Replaces what is kept under a name. */
    void keep(String name, Node state) {
        states.put(name, state);
    }

    /** How often each parameter was updated. */
    int[] steps() {
        return steps.clone();
    }

    void setSteps(int[] counts) {
        steps = counts;
    }

    /** A copy of one parameter's part of what is kept under a name. */
    Tensor copy(String name, int parameter) {
        return arena.copy(state(name), parameter);
    }

    /** A leaf for {@link #restore} that holds a copy of these tensors, one for each parameter; zeros for null. */
    Node state(List<@Nullable Tensor> parts) {
        return arena.state(parts);
    }

    /** Forgets all state and counts, and takes these instead. */
    void restore(Map<String, Node> saved, int[] counts) {
        states.clear();
        states.putAll(saved);
        steps = counts;
    }
}
