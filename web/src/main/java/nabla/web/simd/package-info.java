/**
 * The {@code simd} backend: plans become WebAssembly modules with 128-bit SIMD at run time and work in one linear memory.
 *
 * <p>The rule: only {@link nabla.web.simd.BrowserHost} touches the browser; everything else is plain Java that makes
 * bytes and keeps books.
 */
@NullMarked
package nabla.web.simd;

import org.jspecify.annotations.NullMarked;
