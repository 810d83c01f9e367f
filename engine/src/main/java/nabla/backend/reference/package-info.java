/**
 * The {@code reference} backend: float64, node by node, every value kept. The oracle of all tests, the source of the
 * step-through's numbers and the ground of the gradient check.
 *
 * <p>The rule: as simple as the definitions. It shares neither fusion nor address arithmetic with the fast backends.
 */
@NullMarked
package nabla.backend.reference;

import org.jspecify.annotations.NullMarked;
