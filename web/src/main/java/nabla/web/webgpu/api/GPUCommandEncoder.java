package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;

/** Records commands. */
public interface GPUCommandEncoder extends JSObject {
    GPUComputePassEncoder beginComputePass();

    void copyBufferToBuffer(
            GPUBuffer source, double sourceOffset, GPUBuffer destination, double destinationOffset, double size);

    GPUCommandBuffer finish();
}
