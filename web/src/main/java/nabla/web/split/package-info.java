/**
 * Cuts a compiled program in two, so that a page loads first what its first step needs: the first part calls functions
 * of the rest through a table, and asks the page's script for the rest when one of them is first called.
 *
 * <p>The rule: it runs in the build, on finished binaries, and changes no instruction but for the numbers of functions,
 * globals and types.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/index.html">WebAssembly: binary format</a>
 * @see <a href="https://emscripten.org/docs/optimizing/Module-Splitting.html">Module splitting</a>, the same idea
 */
@NullMarked
package nabla.web.split;

import org.jspecify.annotations.NullMarked;
