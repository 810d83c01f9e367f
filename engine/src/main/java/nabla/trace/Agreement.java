package nabla.trace;

/**
 * How far a device's gradients are from the trace's.
 *
 * @param difference the norm of the difference over the norm of the gradient, of the parameter where it is largest
 * @param parameter that parameter's name
 */
public record Agreement(double difference, Text parameter) {}
