package nabla.board;

/**
 * A module that has parameters, with those behind it that have none.
 *
 * @param name such as {@code fc1}
 * @param type its class, such as {@code Linear}
 * @param output the module whose output is measured: the last behind it whose output has as many elements as its own
 * @param outputType that module's class, such as {@code ReLU}
 * @param counted how many elements of its weight the histogram counts
 */
public record Layer(String name, String type, String output, String outputType, int counted) {
    /** Whether a zero among its outputs is a neuron that is off. */
    public boolean isRectified() {
        return outputType.equals("ReLU");
    }

    /** Such as {@code fc1 (Linear)}. */
    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
