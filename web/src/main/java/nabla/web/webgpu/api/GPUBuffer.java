package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** Memory on the device. */
public interface GPUBuffer extends JSObject {
    /** Fulfilled when all work submitted before is done and the memory can be seen. */
    JSPromise<JSObject> mapAsync(int mode, double offset, double size);

    ArrayBuffer getMappedRange(double offset, double size);

    void unmap();

    void destroy();
}
