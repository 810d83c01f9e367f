/**
 * Datasets and how a training loop walks through them, in PyTorch's words and PyTorch's order.
 *
 * <p>The one rule: a dataset lies on the device as a whole and batches are gathered there, so that a training step
 * moves nothing but indices.
 */
@NullMarked
package nabla.data;

import org.jspecify.annotations.NullMarked;
