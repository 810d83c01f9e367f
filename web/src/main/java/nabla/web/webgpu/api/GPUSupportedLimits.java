package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What an adapter or a device can do at most. */
public interface GPUSupportedLimits extends JSObject {
    @JSProperty
    int getMaxStorageBuffersPerShaderStage();

    @JSProperty
    double getMaxStorageBufferBindingSize();

    @JSProperty
    double getMaxBufferSize();

    @JSProperty
    int getMinUniformBufferOffsetAlignment();

    @JSProperty
    int getMaxComputeWorkgroupStorageSize();

    @JSProperty
    int getMaxComputeInvocationsPerWorkgroup();
}
