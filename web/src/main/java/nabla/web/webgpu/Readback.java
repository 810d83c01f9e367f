package nabla.web.webgpu;

import java.util.ArrayList;
import java.util.List;
import nabla.op.Buffer;
import nabla.web.js.JavaScriptException;
import nabla.web.js.Promises;
import nabla.web.webgpu.api.Descriptors;
import nabla.web.webgpu.wgsl.Faults;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int32Array;

/** Brings buffers back as Java arrays: any number of them with one submit and one wait. */
final class Readback {
    private static final long FIRST_BYTES = 64 * 1024;
    private static final int FAULT_BYTES = 4 * Faults.WORDS;

    private final Gpu gpu;
    private final Recorder recorder;
    private final Faults faults;
    private final List<Block> free = new ArrayList<>();

    Readback(Gpu gpu, Recorder recorder, Faults faults) {
        this.gpu = gpu;
        this.recorder = recorder;
        this.faults = faults;
    }

    /**
     * The contents of the buffers after all runs recorded before. Suspends.
     *
     * @throws RuntimeException what went wrong in a run since the last read, if anything did
     */
    Object[] read(Buffer[] sources, Block heap) {
        long total = FAULT_BYTES;
        for (Buffer source : sources) {
            total += ((WebGpuBuffer) source).bytes();
        }
        Object[] arrays = new Object[sources.length];
        Block staging = staging(total);
        recorder.copy(heap, 0, staging, 0, FAULT_BYTES);
        long offset = FAULT_BYTES;
        for (Buffer source : sources) {
            WebGpuBuffer buffer = (WebGpuBuffer) source;
            if (buffer.bytes() > 0) {
                recorder.copy(buffer.own == null ? heap : buffer.own, buffer.offset, staging, offset, buffer.bytes());
            }
            offset += buffer.bytes();
        }
        recorder.submit();
        gpu.countRead();
        try {
            Promises.await(staging.buffer().mapAsync(Descriptors.MAP_MODE_READ, 0, total));
        } catch (JavaScriptException e) {
            gpu.check();
            throw new DeviceLostException("webgpu: cannot read: " + e.getMessage());
        }
        gpu.check();
        ArrayBuffer memory = staging.buffer().getMappedRange(0, total);
        RuntimeException fault = faults.found(new Int32Array(memory, 0, Faults.WORDS).copyToJavaArray());
        offset = FAULT_BYTES;
        for (int i = 0; i < sources.length; i++) {
            Words.toJava(sources[i], memory, (int) offset, arrays, i);
            offset += ((WebGpuBuffer) sources[i]).bytes();
        }
        staging.buffer().unmap();
        free.add(staging);
        if (fault != null) {
            gpu.write(heap, 0, new Int32Array(Faults.WORDS), Faults.WORDS);
            throw fault;
        }
        return arrays;
    }

    /** Taken out of the list while it is mapped: another read may come while this one waits. */
    private Block staging(long bytes) {
        if (!free.isEmpty()) {
            Block last = free.remove(free.size() - 1);
            if (last.bytes() >= bytes) {
                return last;
            }
            gpu.destroy(last);
        }
        long size = FIRST_BYTES;
        while (size < bytes) {
            size *= 2;
        }
        return gpu.block("staging", size, Descriptors.MAP_READ | Descriptors.COPY_DST);
    }
}
