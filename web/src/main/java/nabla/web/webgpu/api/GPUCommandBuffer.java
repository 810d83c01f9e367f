package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;

/** Recorded commands. */
public interface GPUCommandBuffer extends JSObject {}
