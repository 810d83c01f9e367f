/**
 * What a lesson's program sees of the place where it runs: a page in a browser, or a test.
 *
 * <p>The one rule: a program asks and tells, it never waits; how things are shown is the place's own affair.
 */
@NullMarked
package nabla.lab;

import org.jspecify.annotations.NullMarked;
