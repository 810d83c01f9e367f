package nabla.trace;

import nabla.op.Shape;

/**
 * A tensor of the trace with all its numbers.
 *
 * @param id its place in {@link Trace#tensors}
 * @param name such as {@code fc1.weight}, {@code batch.x} or {@code fc1}: what learners know it by
 * @param symbol what it is called in a table of the step that made it: W, x, y, dy
 * @param kind what part it plays
 * @param node the number of the node that it is
 * @param start the place in the node's elements where the tensor begins: an optimizer's nodes hold all parameters
 * @param of the tensor that it is the gradient, state or new value of, or -1
 */
public record TracedTensor(int id, Text name, String symbol, Kind kind, Shape shape, int node, int start, int of) {
    /** What part a tensor plays in an iteration. */
    public enum Kind {
        INPUT,
        TARGET,
        PARAMETER,
        VALUE,
        GRADIENT,
        STATE,
        UPDATE;

        /** The name in messages: lower case. */
        public String label() {
            return switch (this) {
                case INPUT -> "input";
                case TARGET -> "target";
                case PARAMETER -> "parameter";
                case VALUE -> "value";
                case GRADIENT -> "gradient";
                case STATE -> "state";
                case UPDATE -> "update";
            };
        }
    }

    /** How many numbers it has. */
    public int size() {
        return shape.size();
    }
}
