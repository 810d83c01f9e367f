/**
 * Finding and making elements, and the style sheet's colours: what every widget of the page builds on.
 *
 * <p>Rule: nothing here knows what it is used for.
 */
@NullMarked
package nabla.web.dom;

import org.jspecify.annotations.NullMarked;
