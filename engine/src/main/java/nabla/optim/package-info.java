/**
 * Optimizers: they replace parameters by better ones, in place.
 *
 * <p>The rule: what varies from step to step (the learning rate, the step count) is a scalar leaf, never a constant, so
 * that every step replays one plan.
 */
@NullMarked
package nabla.optim;

import org.jspecify.annotations.NullMarked;
