/**
 * The {@code jvm} backend: float32 in plain Java, a block interpreter over kernels. For tests, lessons' programs on a
 * server, and any browser.
 *
 * <p>The rule: plain loops over plain arrays; what is hot is one tight loop a primitive.
 */
@NullMarked
package nabla.backend.jvm;

import org.jspecify.annotations.NullMarked;
