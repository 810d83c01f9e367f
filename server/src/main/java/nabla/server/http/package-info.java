/**
 * What every route shares: replies made of known bytes (ranges, encodings, tags), problems, headers, limits.
 *
 * <p>Rule: nothing here knows what is served; the packages above it do.
 */
@NullMarked
package nabla.server.http;

import org.jspecify.annotations.NullMarked;
