package nabla.op;

/**
 * Whole-number arithmetic over an element's coordinates. An operation states once, in these words, where its elements come
 * from; the compiler hands it symbolic indexes and the {@code reference} backend arrays of numbers.
 *
 * @param <I> one coordinate
 */
public interface Coordinates<I> {
    I constant(int value);

    I plus(I a, I b);

    I plus(I a, int b);

    I times(I a, int factor);

    /** Rounded down; {@code a} is not negative where it matters. */
    I dividedBy(I a, int divisor);

    /** The remainder of {@link #dividedBy}. */
    I modulo(I a, int divisor);

    /** The value of a scalar node, a whole number in [0, {@code limit}). */
    I argument(Node scalar, int limit);

    /** Says that the element exists only where {@code 0 <= value < extent}. */
    void require(I value, int extent);
}
