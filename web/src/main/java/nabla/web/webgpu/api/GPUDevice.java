package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** A connection to an adapter; makes everything else. */
public interface GPUDevice extends JSObject {
    @JSProperty
    GPUQueue getQueue();

    @JSProperty
    GPUSupportedLimits getLimits();

    /** Fulfilled when the device is gone. */
    @JSProperty
    JSPromise<GPUDeviceLostInfo> getLost();

    @JSProperty
    void setOnuncapturederror(GPUErrorHandler handler);

    GPUBuffer createBuffer(JSObject descriptor);

    GPUShaderModule createShaderModule(JSObject descriptor);

    GPUBindGroupLayout createBindGroupLayout(JSObject descriptor);

    GPUPipelineLayout createPipelineLayout(JSObject descriptor);

    GPUComputePipeline createComputePipeline(JSObject descriptor);

    GPUBindGroup createBindGroup(JSObject descriptor);

    GPUCommandEncoder createCommandEncoder();

    void destroy();
}
