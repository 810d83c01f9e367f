package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;

/** Compiled WGSL. */
public interface GPUShaderModule extends JSObject {}
