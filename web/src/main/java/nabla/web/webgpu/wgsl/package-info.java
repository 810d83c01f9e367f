/**
 * WGSL from kernels: templates with holes, filled with the loads, the expression and the stores of a kernel. All
 * kernels of a launch become functions of one shader, each called by its own range of workgroups.
 *
 * <p>The rule: text in, text out. Nothing here knows a browser, so that every shader is tested on the JVM.
 */
@NullMarked
package nabla.web.webgpu.wgsl;

import org.jspecify.annotations.NullMarked;
