package nabla.web.webgpu;

import nabla.web.webgpu.api.GPUBindGroup;
import nabla.web.webgpu.api.GPUComputePipeline;
import org.jspecify.annotations.Nullable;

/** A shader, ready to be dispatched. */
final class Step {
    final GPUComputePipeline pipeline;

    /** For each of the shader's bindings its position in the executable's list of regions. */
    final int[] regions;

    /** A letter for each of them: {@code w} if the shader writes there. */
    final String access;

    final int groupsX;
    final int groupsY;

    /** The memory of the run before this. */
    @Nullable
    GPUBindGroup group;

    Step(GPUComputePipeline pipeline, int[] regions, String access, int groupsX, int groupsY) {
        this.pipeline = pipeline;
        this.regions = regions;
        this.access = access;
        this.groupsX = groupsX;
        this.groupsY = groupsY;
    }
}
