/**
 * The file formats that people bring and take away: JSON and safetensors.
 *
 * <p>The one rule: input is hostile. A reader either returns a value that satisfies every rule of its format or throws
 * an exception that names the rule and the place; it never allocates more than the input's own size calls for.
 */
@NullMarked
package nabla.io;

import org.jspecify.annotations.NullMarked;
