package nabla.web.webgpu.api;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** The dictionaries that WebGPU's calls take, with the IDL's member names; and the constants of its flags. */
public final class Descriptors {
    /** {@code GPUBufferUsage}. */
    public static final int MAP_READ = 0x0001;

    public static final int COPY_SRC = 0x0004;
    public static final int COPY_DST = 0x0008;
    public static final int UNIFORM = 0x0040;
    public static final int STORAGE = 0x0080;

    /** {@code GPUMapMode.READ}. */
    public static final int MAP_MODE_READ = 0x0001;

    private Descriptors() {}

    /** {@code navigator.gpu}, of a page or a worker; null where the browser has no WebGPU. */
    @JSBody(script = "return (self.navigator && navigator.gpu) || null;")
    public static native @Nullable GPU gpu();

    /** {@code GPURequestAdapterOptions} that prefer the faster of two GPUs. */
    @JSBody(script = "return {powerPreference: 'high-performance'};")
    public static native JSObject fastAdapter();

    /** {@code GPUDeviceDescriptor} that asks for as much memory and as many buffers as the adapter has, and for subgroups. */
    @JSBody(
            params = "adapter",
            script = "var limits = adapter.limits;"
                    + "return {requiredFeatures: adapter.features.has('subgroups') ? ['subgroups'] : [],"
                    + "requiredLimits: {maxBufferSize: limits.maxBufferSize,"
                    + "maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,"
                    + "maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,"
                    + "maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,"
                    + "maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup}};")
    public static native JSObject device(GPUAdapter adapter);

    /** Whether the adapter's subgroups all have this many invocations. */
    @JSBody(
            params = {"adapter", "size"},
            script = "return adapter.features.has('subgroups')"
                    + "&& adapter.info.subgroupMinSize === size && adapter.info.subgroupMaxSize === size;")
    public static native boolean hasSubgroups(GPUAdapter adapter, int size);

    /** {@code GPUBufferDescriptor}. */
    @JSBody(
            params = {"label", "size", "usage"},
            script = "return {label: label, size: size, usage: usage};")
    public static native JSObject buffer(String label, double size, int usage);

    /** {@code GPUShaderModuleDescriptor}. */
    @JSBody(
            params = {"label", "code"},
            script = "return {label: label, code: code};")
    public static native JSObject shaderModule(String label, String code);

    /** {@code GPUBindGroupLayoutDescriptor} of one uniform buffer with a dynamic offset, for compute shaders. */
    @JSBody(
            script = "return {entries: [{binding: 0, visibility: 4,"
                    + "buffer: {type: 'uniform', hasDynamicOffset: true}}]};")
    public static native JSObject uniformLayout();

    /** {@code GPUBindGroupLayoutDescriptor} of storage buffers: a letter each, {@code w} if the shader writes there. */
    @JSBody(
            params = "access",
            script = "var entries = [];"
                    + "for (var i = 0; i < access.length; i++) {"
                    + "  entries.push({binding: i, visibility: 4,"
                    + "    buffer: {type: access.charAt(i) === 'w' ? 'storage' : 'read-only-storage'}});"
                    + "}"
                    + "return {entries: entries};")
    public static native JSObject storageLayout(String access);

    /** {@code GPUPipelineLayoutDescriptor}. */
    @JSBody(
            params = {"first", "second"},
            script = "return {bindGroupLayouts: [first, second]};")
    public static native JSObject pipelineLayout(GPUBindGroupLayout first, GPUBindGroupLayout second);

    /** {@code GPUComputePipelineDescriptor} with the entry point {@code main}. */
    @JSBody(
            params = {"label", "layout", "module"},
            script = "return {label: label, layout: layout, compute: {module: module, entryPoint: 'main'}};")
    public static native JSObject computePipeline(String label, GPUPipelineLayout layout, GPUShaderModule module);

    /** {@code GPUBindGroupDescriptor} of whole buffers. */
    @JSBody(
            params = {"layout", "buffers"},
            script = "return {layout: layout, entries: buffers.map(function(buffer, i) {"
                    + "  return {binding: i, resource: {buffer: buffer}};"
                    + "})};")
    public static native JSObject storageGroup(GPUBindGroupLayout layout, JSArray<GPUBuffer> buffers);

    /** {@code GPUBindGroupDescriptor} of a window of a uniform buffer. */
    @JSBody(
            params = {"layout", "buffer", "size"},
            script = "return {layout: layout, entries: [{binding: 0, resource: {buffer: buffer, size: size}}]};")
    public static native JSObject uniformGroup(GPUBindGroupLayout layout, GPUBuffer buffer, double size);

    /** Whether the error is a {@code GPUOutOfMemoryError}. */
    @JSBody(params = "error", script = "return error instanceof GPUOutOfMemoryError;")
    public static native boolean isOutOfMemory(GPUError error);
}
