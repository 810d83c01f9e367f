/**
 * What the compilation to WebAssembly does differently from the JVM's.
 *
 * <p>Rule: it runs inside the compiler, never in a browser.
 */
@NullMarked
package nabla.web.teavm;

import org.jspecify.annotations.NullMarked;
