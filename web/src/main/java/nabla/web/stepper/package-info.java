/**
 * The step-through of one training iteration: code, graph, tape and numbers on one time line, and the panel they are in.
 *
 * <p>Rule: nothing about the network is computed here; what is shown comes in the worker's messages, and what is said goes
 * through {@link nabla.web.stepper.Language}.
 */
@NullMarked
package nabla.web.stepper;

import org.jspecify.annotations.NullMarked;
