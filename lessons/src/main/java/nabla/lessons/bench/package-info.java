/**
 * The trainings that the bench page times: networks, data and weights that other libraries' benchmarks use as well, so that
 * their losses can be compared.
 *
 * <p>Rule: they train as a learner's program does, with nothing made for speed.
 */
@NullMarked
package nabla.lessons.bench;

import org.jspecify.annotations.NullMarked;
