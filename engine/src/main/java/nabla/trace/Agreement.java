package nabla.trace;

/**
 * How far a device's gradients are from the trace's.
 *
 * @param difference the norm of the difference over the norm of the gradient, of the parameter where it is largest
 * @param parameter that parameter's name
 */
public record Agreement(double difference, Text parameter) {
    /**
     * A gradient this much smaller than the network's largest counts as if it were of this size: of one that is 0, such as
     * a bias's in front of a softmax, a device has nothing but the rounding of what cancelled.
     */
    static final double SMALLEST = 1e-3;
}
