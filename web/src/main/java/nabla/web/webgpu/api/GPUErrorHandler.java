package nabla.web.webgpu.api;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Hears of errors that nobody asked for. */
@JSFunctor
public interface GPUErrorHandler extends JSObject {
    void handle(GPUUncapturedErrorEvent event);
}
