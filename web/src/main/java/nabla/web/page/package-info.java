/**
 * What brings a page to life: the program app.wasm.
 *
 * <p>Rule: the page never waits; everything that takes long happens in the worker.
 */
@NullMarked
package nabla.web.page;

import org.jspecify.annotations.NullMarked;
