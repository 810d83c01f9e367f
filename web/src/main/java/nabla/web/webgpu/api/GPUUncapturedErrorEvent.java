package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Brings an error. */
public interface GPUUncapturedErrorEvent extends JSObject {
    @JSProperty
    GPUError getError();
}
