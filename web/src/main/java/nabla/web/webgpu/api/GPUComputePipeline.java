package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;

/** A shader that is ready to run. */
public interface GPUComputePipeline extends JSObject {}
