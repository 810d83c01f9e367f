package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Why a device is gone. */
public interface GPUDeviceLostInfo extends JSObject {
    @JSProperty
    String getReason();

    @JSProperty
    String getMessage();
}
