/**
 * From graph to kernels: the scheduler fuses, the memory plan places, and the result
 * is a {@link nabla.compile.Plan}.
 *
 * <p>The rule: a plan says everything that a backend needs. No backend looks at the graph to run fast.
 */
@NullMarked
package nabla.compile;

import org.jspecify.annotations.NullMarked;
