/**
 * The training board: what the layers of a network do while it is trained, and alarms when they stop learning.
 *
 * <p>The rule: only chosen steps are measured, as part of the step's own run; all others stay exactly as they are, and
 * nothing here waits but {@link nabla.board.Board#read}.
 */
@NullMarked
package nabla.board;

import org.jspecify.annotations.NullMarked;
