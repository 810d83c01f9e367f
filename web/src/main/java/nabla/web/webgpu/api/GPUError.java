package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What went wrong on the device. */
public interface GPUError extends JSObject {
    @JSProperty
    String getMessage();
}
