/**
 * One iteration of a learner's program, operation by operation: what the step-through shows. A {@link Recorder} watches the
 * program make its graph; the {@link Trace} computes that very graph on the {@code reference} backend's float64, keeps every
 * value, and explains it.
 *
 * <p>Rule: nothing here knows a network, a lesson or a page; what is told follows from the operations' own definitions.
 */
@NullMarked
package nabla.trace;

import org.jspecify.annotations.NullMarked;
