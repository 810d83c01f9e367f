/**
 * PyTorch's and NumPy's random numbers, to the bit where their algorithms allow it.
 *
 * <p>The one rule: the order and the number of draws are part of every method's contract, because a course's printed
 * numbers depend on them. Nothing here knows tensors.
 */
@NullMarked
package nabla.random;

import org.jspecify.annotations.NullMarked;
