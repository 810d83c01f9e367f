/**
 * Tensors that know their gradients, in PyTorch's words.
 *
 * <p>Rule: nothing here depends on anything but the Java class library, and only on what a browser's build has of it.
 */
@NullMarked
package nabla;

import org.jspecify.annotations.NullMarked;
