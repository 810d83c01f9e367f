/**
 * The site's own files: what the web module built, from the jar or from a directory, packed and tagged for serving.
 *
 * <p>Rule: a file is found by its name in a map; no path is ever made from an address.
 */
@NullMarked
package nabla.server.site;

import org.jspecify.annotations.NullMarked;
