package nabla.op;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whoever watches a program compute: it is told what the graph alone does not say, such as the line of the program, the
 * module that is being applied, and what the optimizer would do. At most one watches at a time; while none does, each
 * place that tells asks one field.
 *
 * <p>What is recorded is a rehearsal: nothing that outlives the iteration may change. So whoever changes something then
 * tells how to undo it.
 */
public abstract class Recording {
    /**
     * One parameter in an optimizer's step. Values, gradient and states lie at the same place in flat nodes, which may
     * hold other parameters as well.
     *
     * @param leaf where the parameter's gradient is collected
     * @param start the place of the parameter's first element in the flat nodes
     * @param shape the parameter's own
     * @param before the values before the step
     * @param gradient what the step goes against
     * @param after the values after it
     * @param states what the optimizer remembers, before and after the step, by PyTorch's names
     * @param options how the parameter is updated, by PyTorch's names
     * @param steps how often it was updated, this step included
     */
    public record ParameterUpdate(
            AccumulateGrad leaf,
            int start,
            Shape shape,
            Node before,
            Node gradient,
            Node after,
            Map<String, Node[]> states,
            Map<String, @Nullable Object> options,
            int steps) {}

    /** A gradient went back from a node to one of its inputs; {@code sum} is what has arrived there so far. */
    public record Arrival(Node from, Node to, Node sum) {}

    private static @Nullable Recording current;

    /** Who watches now, or null. */
    public static @Nullable Recording current() {
        return current;
    }

    /** Begins to watch. */
    protected final void begin() {
        current = this;
    }

    /** Watches no more. */
    protected final void end() {
        current = null;
    }

    /** The program has come to this line of its source, counted from 1. */
    public abstract void line(int line);

    /** A module is being applied, until {@link #leave}. */
    public abstract void enter(Object module);

    public abstract void leave(Object module);

    /** Gradients are being forgotten: those that these leaves had collected. */
    public abstract void zeroGrad(List<AccumulateGrad> leaves);

    /**
     * A backward pass is complete.
     *
     * @param root what was differentiated
     * @param order all nodes that a gradient could reach, latest first
     * @param gradients what reached each of them; null where none did
     * @param arrivals the pass's way, in its order
     */
    public abstract void backward(Node root, List<Node> order, List<@Nullable Node> gradients, List<Arrival> arrivals);

    /**
     * What an optimizer would do.
     *
     * @param optimizer its name, such as {@code Adam}
     */
    public abstract void step(String optimizer, List<ParameterUpdate> updates);

    /** Something that outlives the iteration was changed; {@code action} changes it back. */
    public abstract void undo(Runnable action);
}
