/**
 * What trains: the program worker.wasm, which runs in a Web Worker.
 *
 * <p>Rule: it speaks with the page by messages only.
 */
@NullMarked
package nabla.web.worker;

import org.jspecify.annotations.NullMarked;
