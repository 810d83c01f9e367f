package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;

/** The bind groups that a pipeline takes. */
public interface GPUPipelineLayout extends JSObject {}
