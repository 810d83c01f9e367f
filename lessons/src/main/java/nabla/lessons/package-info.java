/**
 * The programs that the lessons show and run.
 *
 * <p>Rule: a learner reads this source as it stands, so it holds what the lesson teaches and nothing else.
 */
@NullMarked
package nabla.lessons;

import org.jspecify.annotations.NullMarked;
