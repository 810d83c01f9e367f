/**
 * What the bench page's worker does: it times trainings and matrix products on a device. Each device has a program of its
 * own, so that the first step comes soon.
 *
 * <p>Rule: what is timed is a learner's program; a loop ends when the device has finished all of it.
 */
@NullMarked
package nabla.web.bench;

import org.jspecify.annotations.NullMarked;
