package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;

/** What kinds of memory a bind group holds. */
public interface GPUBindGroupLayout extends JSObject {}
