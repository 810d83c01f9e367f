package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.typedarrays.ArrayBufferView;

/** Takes work in order. */
public interface GPUQueue extends JSObject {
    /** {@code dataOffset} and {@code size} count elements of the array, {@code bufferOffset} bytes. */
    void writeBuffer(GPUBuffer buffer, double bufferOffset, ArrayBufferView data, double dataOffset, double size);

    void submit(JSArray<GPUCommandBuffer> commandBuffers);
}
