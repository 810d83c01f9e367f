package nabla.web.webgpu;

import nabla.web.webgpu.api.Descriptors;
import nabla.web.webgpu.api.GPUBindGroup;
import nabla.web.webgpu.api.GPUCommandEncoder;
import nabla.web.webgpu.api.GPUComputePassEncoder;
import nabla.web.webgpu.api.GPUComputePipeline;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Uint32Array;

/** Records runs into a batch and submits it when it holds some milliseconds of work. */
final class Recorder {
    /** Long enough that submitting costs little, short enough that the page is drawn in between. */
    private static final double MILLISECONDS_PER_SUBMIT = 8;

    private static final int UNIFORM_BYTES = 64 * 1024;

    private final Gpu gpu;
    private final Fences fences;
    private final Block uniform;
    private final Int32Array words = new Int32Array(UNIFORM_BYTES / 4);
    private final Uint32Array dynamicOffset = new Uint32Array(1);
    private final int alignment;

    private @Nullable GPUCommandEncoder encoder;
    private @Nullable GPUComputePassEncoder pass;
    private @Nullable GPUComputePipeline pipeline;
    private @Nullable GPUBindGroup group;
    private int uniformBytes;
    private int batch;
    private double work;

    Recorder(Gpu gpu) {
        this.gpu = gpu;
        fences = new Fences(gpu);
        alignment = gpu.device().getLimits().getMinUniformBufferOffsetAlignment();
        uniform = gpu.block("runs", UNIFORM_BYTES, Descriptors.UNIFORM | Descriptors.COPY_DST | Descriptors.COPY_SRC);
    }

    /** The number of the batch that is being recorded; smaller ones are submitted. */
    int batch() {
        return batch;
    }

    Fences fences() {
        return fences;
    }

    /** Makes room for the run's words: submits what was recorded if there is none. */
    void reserve(WebGpuExecutable executable) {
        if (uniformBytes + slotBytes(executable) > UNIFORM_BYTES) {
            submit();
        }
    }

    /** Adds a run, with the words and bind groups that the executable was prepared with. */
    void run(WebGpuExecutable executable) {
        GPUComputePassEncoder recording = pass();
        int[] values = executable.words;
        for (int i = 0; i < values.length; i++) {
            words.set(uniformBytes / 4 + i, values[i]);
        }
        int bytes = slotBytes(executable);
        dynamicOffset.set(0, uniformBytes);
        recording.setBindGroup(0, gpu.runGroup(uniform, bytes), dynamicOffset, 0, 1);
        uniformBytes += bytes;
        for (Step step : executable.steps) {
            if (step.pipeline != pipeline) {
                pipeline = step.pipeline;
                recording.setPipeline(step.pipeline);
            }
            GPUBindGroup bound = step.group;
            if (bound != null && bound != group) {
                group = bound;
                recording.setBindGroup(1, bound);
            }
            recording.dispatchWorkgroups(step.groupsX, step.groupsY, 1);
        }
        gpu.countDispatches(executable.steps.size());
        work += executable.work;
        if (work * fences.pace() >= MILLISECONDS_PER_SUBMIT) {
            submit();
        }
    }

    private int slotBytes(WebGpuExecutable executable) {
        return (executable.words.length * 4 + alignment - 1) / alignment * alignment;
    }

    private GPUComputePassEncoder pass() {
        GPUComputePassEncoder open = pass;
        if (open == null) {
            open = encoder().beginComputePass();
            pass = open;
            pipeline = null;
            group = null;
        }
        return open;
    }

    private GPUCommandEncoder encoder() {
        GPUCommandEncoder open = encoder;
        if (open == null) {
            open = gpu.encoder();
            encoder = open;
        }
        return open;
    }

    /** Adds a copy, after the runs that were added before. */
    void copy(Block from, long fromOffset, Block to, long toOffset, long bytes) {
        endPass();
        encoder().copyBufferToBuffer(from.buffer(), fromOffset, to.buffer(), toOffset, bytes);
    }

    private void endPass() {
        if (pass != null) {
            pass.end();
            pass = null;
        }
    }

    /** Submits what was recorded, if anything was. */
    void submit() {
        GPUCommandEncoder open = encoder;
        if (open == null) {
            return;
        }
        endPass();
        if (uniformBytes > 0) {
            gpu.write(uniform, 0, words, uniformBytes / 4);
        }
        Fences.Fence fence = fences.record(open, uniform, work);
        gpu.submit(open);
        fences.submitted(fence);
        encoder = null;
        uniformBytes = 0;
        work = 0;
        batch++;
    }
}
