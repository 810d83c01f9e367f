package nabla.nn;

/** Whether a new layer draws its parameters at random, or leaves them to {@link Module#resetParameters}. */
enum Start {
    RANDOM,
    LATER
}
