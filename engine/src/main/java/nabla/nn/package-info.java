/**
 * Networks: modules that hold parameters, losses, and what a network is made of as data.
 *
 * <p>The one rule: a module names things and keeps them; what it computes is written with the methods of tensors.
 */
@NullMarked
package nabla.nn;

import org.jspecify.annotations.NullMarked;
