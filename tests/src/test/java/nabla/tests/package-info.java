/**
 * Tests of the whole system, as a visitor meets it.
 *
 * <p>Rule: nothing is replaced by a stand-in: the packed server, real files, real browsers.
 */
@NullMarked
package nabla.tests;

import org.jspecify.annotations.NullMarked;
