/**
 * What belongs to the training of networks but to no single module.
 *
 * <p>The one rule: it works on parameters and their gradients, whichever modules they are of.
 */
@NullMarked
package nabla.nn.utils;

import org.jspecify.annotations.NullMarked;
