/**
 * Small bridges to JavaScript: waiting for promises, plain objects, fetching, messages, numbers as text.
 *
 * <p>Rule: only {@link nabla.web.js.Promises#await} waits, and only code that runs in a thread of its own may call it.
 */
@NullMarked
package nabla.web.js;

import org.jspecify.annotations.NullMarked;
