/**
 * Where plans run: one small interface, implemented by {@code reference} and {@code jvm} here and by {@code simd} and
 * {@code webgpu} in the browser's module.
 *
 * <p>The rule: only {@link nabla.backend.Backend#read} may wait.
 */
@NullMarked
package nabla.backend;

import org.jspecify.annotations.NullMarked;
