/**
 * Datasets as bytes: from the operator's directory, from the known mirrors, or drawn by Nabla; checked before they are
 * served, never turned into anything else.
 *
 * <p>Rule: a dataset is served whole and checked, or not at all.
 */
@NullMarked
package nabla.server.dataset;

import org.jspecify.annotations.NullMarked;
