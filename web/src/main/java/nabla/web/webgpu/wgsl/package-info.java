/**
 * WGSL from kernels: templates with holes (the {@code .wgsl} resources beside this package) filled with the loads, the
 * expression and the stores of one kernel.
 *
 * <p>The rule: text in, text out. Nothing here knows a browser, so that every shader is tested on the JVM.
 */
@NullMarked
package nabla.web.webgpu.wgsl;

import org.jspecify.annotations.NullMarked;
