/**
 * Saved models: what is accepted, how it is kept, how it is given out again.
 *
 * <p>Rule: a row never exists without its content. Content is written and made durable first, then the row in one
 * transaction, and only then is the save acknowledged. A crash leaves at worst content that nobody names.
 */
@NullMarked
package nabla.server.model;

import org.jspecify.annotations.NullMarked;
