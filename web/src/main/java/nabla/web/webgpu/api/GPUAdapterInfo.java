package nabla.web.webgpu.api;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What an adapter tells about itself; any text may be empty. */
public interface GPUAdapterInfo extends JSObject {
    @JSProperty
    String getVendor();

    @JSProperty
    String getArchitecture();

    @JSProperty
    String getDescription();

    @JSProperty
    boolean getIsFallbackAdapter();
}
