/**
 * Walks over the graph: finding what must be computed, keying it, and appending gradients.
 *
 * <p>The rule: a walk reads nodes and makes new ones; it never runs anything.
 */
@NullMarked
package nabla.graph;

import org.jspecify.annotations.NullMarked;
