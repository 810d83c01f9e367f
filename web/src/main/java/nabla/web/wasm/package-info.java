/**
 * An assembler of WebAssembly binary modules with 128-bit SIMD: types, imports, functions, instructions.
 *
 * <p>The rule: nothing here knows what the code computes, and nothing here runs it.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/index.html">WebAssembly: binary format</a>
 */
@NullMarked
package nabla.web.wasm;

import org.jspecify.annotations.NullMarked;
