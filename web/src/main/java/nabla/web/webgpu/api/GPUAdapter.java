package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** A GPU, or a program that plays one. */
public interface GPUAdapter extends JSObject {
    @JSProperty
    GPUSupportedLimits getLimits();

    @JSProperty
    GPUAdapterInfo getInfo();

    JSPromise<GPUDevice> requestDevice(JSObject descriptor);
}
