/**
 * The training board on a page: heat strips, lines and alarms of a training under way.
 *
 * <p>Rule: it shows what the worker measured and computes nothing about the network.
 */
@NullMarked
package nabla.web.board;

import org.jspecify.annotations.NullMarked;
