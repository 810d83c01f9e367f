package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint32Array;

/** Records dispatches. */
public interface GPUComputePassEncoder extends JSObject {
    void setPipeline(GPUComputePipeline pipeline);

    void setBindGroup(int index, GPUBindGroup bindGroup);

    /** With the offsets of the group's dynamic buffers, taken from an array. */
    void setBindGroup(
            int index,
            GPUBindGroup bindGroup,
            Uint32Array dynamicOffsetsData,
            double dynamicOffsetsDataStart,
            int dynamicOffsetsDataLength);

    void dispatchWorkgroups(int workgroupCountX, int workgroupCountY, int workgroupCountZ);

    void end();
}
