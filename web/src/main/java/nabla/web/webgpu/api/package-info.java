/**
 * WebGPU as the browser offers it: one interface for each interface of the standard that is used, with its names and no
 * more members than are used. A test holds the names against the published IDL.
 *
 * <p>The rule: no state and no decisions here.
 *
 * @see <a href="https://gpuweb.github.io/gpuweb/">WebGPU</a>
 */
@NullMarked
package nabla.web.webgpu.api;

import org.jspecify.annotations.NullMarked;
