package nabla.web.webgpu;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import nabla.backend.OutOfMemoryException;
import nabla.web.webgpu.api.Descriptors;
import nabla.web.webgpu.api.GPUBindGroup;
import nabla.web.webgpu.api.GPUBindGroupLayout;
import nabla.web.webgpu.api.GPUBuffer;
import nabla.web.webgpu.api.GPUCommandBuffer;
import nabla.web.webgpu.api.GPUCommandEncoder;
import nabla.web.webgpu.api.GPUComputePipeline;
import nabla.web.webgpu.api.GPUDevice;
import nabla.web.webgpu.api.GPUPipelineLayout;
import nabla.web.webgpu.api.GPUShaderModule;
import nabla.web.webgpu.api.GPUSupportedLimits;
import nabla.web.webgpu.wgsl.Shader;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.typedarrays.ArrayBufferView;

/** The device: makes and keeps what plans need, counts the calls, and knows whether the device still works. */
final class Gpu {
    private final GPUDevice device;
    private final long maxBytes;
    private final String maxBytesName;
    private final int maxBindings;
    private final GPUBindGroupLayout runLayout;
    private final Map<String, GPUBindGroupLayout> layouts = new HashMap<>();
    private final Map<String, GPUPipelineLayout> pipelineLayouts = new HashMap<>();
    private final Map<String, GPUComputePipeline> pipelines = new HashMap<>();
    private final Map<String, GPUBindGroup> groups = new HashMap<>();
    private final JSArray<GPUCommandBuffer> commands = new JSArray<>();
    private int blocks;
    private long bytesInUse;
    private @Nullable RuntimeException failure;

    private int dispatches;
    private int submits;
    private int bindGroups;
    private int writes;
    private int reads;

    Gpu(GPUDevice device) {
        this.device = device;
        GPUSupportedLimits limits = device.getLimits();
        maxBytes = (long) Math.min(limits.getMaxBufferSize(), limits.getMaxStorageBufferBindingSize());
        maxBytesName =
                maxBytes < limits.getMaxStorageBufferBindingSize() ? "maxBufferSize" : "maxStorageBufferBindingSize";
        maxBindings = limits.getMaxStorageBuffersPerShaderStage();
        runLayout = device.createBindGroupLayout(Descriptors.uniformLayout());
        device.setOnuncapturederror(event -> {
            String message = "webgpu: " + event.getError().getMessage();
            fail(
                    Descriptors.isOutOfMemory(event.getError())
                            ? new OutOfMemoryException(message + outOfMemoryHint())
                            : new DeviceLostException(message));
        });
        Outcome.of(
                device.getLost(),
                info -> fail(new DeviceLostException(
                        "webgpu: the device was lost (" + info.getReason() + "): " + info.getMessage())),
                message -> fail(new DeviceLostException("webgpu: the device was lost: " + message)));
        warmUp();
    }

    /** A device's first pipeline takes much longer than others: the browser makes this one while the program gets ready. */
    private void warmUp() {
        String code = "@group(1) @binding(0) var<storage, read_write> word: u32;\n"
                + "@compute @workgroup_size(1)\nfn main() {\n    word = 0u;\n}\n";
        GPUShaderModule module = device.createShaderModule(Descriptors.shaderModule("first", code));
        device.createComputePipeline(Descriptors.computePipeline("first", pipelineLayout("w"), module));
    }

    /** Keeps the first failure: what comes after it is mostly a consequence. */
    void fail(RuntimeException problem) {
        if (failure == null) {
            failure = problem;
        }
    }

    /**
     * Does nothing while the device works.
     *
     * @throws DeviceLostException if the device is gone or has reported an error
     * @throws OutOfMemoryException if it has run out of memory
     */
    void check() {
        if (failure != null) {
            throw failure;
        }
    }

    GPUDevice device() {
        return device;
    }

    /** How many storage buffers a kernel may use. */
    int maxBindings() {
        return maxBindings;
    }

    /** Memory on the device. It is full of zeros. */
    Block block(String label, long bytes, int usage) {
        if (bytes > maxBytes) {
            throw new OutOfMemoryException(
                    "webgpu: a " + label + " of " + bytes + " bytes is needed, but this GPU allows " + maxBytes
                            + " bytes in one (its limit " + maxBytesName + ").\n  Hint: " + whatFits(bytes));
        }
        GPUBuffer buffer = device.createBuffer(Descriptors.buffer(label, bytes, usage));
        bytesInUse += bytes;
        return new Block(buffer, bytes, blocks++);
    }

    private String whatFits(long bytes) {
        return maxBytes / 4 + " float32 numbers fit, which is " + 100 * maxBytes / bytes
                + "% of what was asked for. Use a batch so much smaller, smaller pictures (64 by 64 has a twelfth of 224 by"
                + " 224) or a smaller layer, or the device 'simd'.";
    }

    private String outOfMemoryHint() {
        return " " + bytesInUse / 1_000_000 + " MB are in use."
                + "\n  Hint: use a smaller batch or network, or the device 'simd'.";
    }

    /** Gives the memory back. Work submitted before still sees it. */
    void destroy(Block block) {
        bytesInUse -= block.bytes();
        block.buffer().destroy();
        String name = "," + block.number() + ",";
        for (Iterator<String> keys = groups.keySet().iterator(); keys.hasNext(); ) {
            if (keys.next().contains(name)) {
                keys.remove();
            }
        }
    }

    /** Writes whole words before all work that is submitted later. */
    void write(Block target, long offset, ArrayBufferView data, int elements) {
        writes++;
        device.getQueue().writeBuffer(target.buffer(), offset, data, 0, elements);
    }

    GPUCommandEncoder encoder() {
        return device.createCommandEncoder();
    }

    void submit(GPUCommandEncoder encoder) {
        submits++;
        commands.set(0, encoder.finish());
        device.getQueue().submit(commands);
    }

    void countDispatches(int count) {
        dispatches += count;
    }

    void countRead() {
        reads++;
    }

    /** The pipeline for a shader; the same text gives the same pipeline. */
    GPUComputePipeline pipeline(Shader shader, String access) {
        if (access.length() > maxBindings) {
            throw new IllegalArgumentException("webgpu: the kernel " + shader.label() + " uses " + access.length()
                    + " buffers, but this GPU allows " + maxBindings + " in one kernel."
                    + "\n  Hint: compute parts of it with realize() first, or use the device 'simd'.");
        }
        GPUComputePipeline known = pipelines.get(shader.code());
        if (known == null) {
            GPUShaderModule module = device.createShaderModule(Descriptors.shaderModule(shader.label(), shader.code()));
            known = device.createComputePipeline(
                    Descriptors.computePipeline(shader.label(), pipelineLayout(access), module));
            pipelines.put(shader.code(), known);
        }
        return known;
    }

    private GPUPipelineLayout pipelineLayout(String access) {
        return pipelineLayouts.computeIfAbsent(
                access, a -> device.createPipelineLayout(Descriptors.pipelineLayout(runLayout, layout(a))));
    }

    private GPUBindGroupLayout layout(String access) {
        return layouts.computeIfAbsent(access, a -> device.createBindGroupLayout(Descriptors.storageLayout(a)));
    }

    /** The bind group of these blocks: {@code access} has a letter each, {@code w} if the shader writes there. */
    GPUBindGroup group(String access, Block[] bound) {
        StringBuilder key = new StringBuilder(access).append(',');
        for (Block block : bound) {
            key.append(block.number()).append(',');
        }
        return groups.computeIfAbsent(key.toString(), k -> {
            JSArray<GPUBuffer> buffers = new JSArray<>();
            for (Block block : bound) {
                buffers.push(block.buffer());
            }
            bindGroups++;
            return device.createBindGroup(Descriptors.storageGroup(layout(access), buffers));
        });
    }

    /** The bind group of the run's numbers: a window of this many bytes, moved by a dynamic offset. */
    GPUBindGroup runGroup(Block uniform, int bytes) {
        return groups.computeIfAbsent("run " + bytes + "," + uniform.number() + ",", k -> {
            bindGroups++;
            return device.createBindGroup(Descriptors.uniformGroup(runLayout, uniform.buffer(), bytes));
        });
    }

    Counters counters() {
        return new Counters(dispatches, submits, bindGroups, blocks, pipelines.size(), writes, reads);
    }
}
