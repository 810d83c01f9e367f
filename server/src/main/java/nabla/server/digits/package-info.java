/**
 * Digits that Nabla draws itself, for machines that have no dataset and no way to fetch one: pen strokes, bent and
 * distorted at random, normalised as MNIST was.
 *
 * <p>Rule: the same number always draws the same picture, on every machine ({@code StrictMath}, a fixed generator).
 */
@NullMarked
package nabla.server.digits;

import org.jspecify.annotations.NullMarked;
