package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** The entrance: {@code navigator.gpu}. */
public interface GPU extends JSObject {
    /** Null where there is no adapter. */
    JSPromise<GPUAdapter> requestAdapter(JSObject options);
}
