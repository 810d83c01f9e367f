package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;

/** Memory, bound to the numbers in a shader. */
public interface GPUBindGroup extends JSObject {}
