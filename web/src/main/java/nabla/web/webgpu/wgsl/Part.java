package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Kernel;

/**
 * What an invocation of a dispatch does.
 *
 * @param kernels what it computes
 * @param inTurn whether it takes a row through all of them one after the other; else it makes one element of each, so that
 *     they share what they read
 */
record Part(List<Kernel> kernels, boolean inTurn) {}
