/**
 * The server of the site: pages, lessons, datasets and saved models.
 *
 * <p>Rule: it holds no state of its own; what must last lies in the data directory.
 */
@NullMarked
package nabla.server;

import org.jspecify.annotations.NullMarked;
