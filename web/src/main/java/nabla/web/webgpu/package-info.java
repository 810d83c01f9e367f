/**
 * The backend that trains on the GPU: plans become WGSL once and are replayed, several runs to a submit.
 *
 * <p>The rule: in a steady state a run makes no buffer, no bind group and no pipeline; {@link nabla.web.webgpu.Counters}
 * tell.
 */
@NullMarked
package nabla.web.webgpu;

import org.jspecify.annotations.NullMarked;
