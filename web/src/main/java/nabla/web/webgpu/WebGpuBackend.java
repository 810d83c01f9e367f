package nabla.web.webgpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.compile.Plan;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.web.js.Promises;
import nabla.web.webgpu.api.Descriptors;
import nabla.web.webgpu.api.GPUDevice;
import nabla.web.webgpu.wgsl.Faults;
import nabla.web.webgpu.wgsl.Region;
import nabla.web.webgpu.wgsl.TileTable;
import nabla.web.webgpu.wgsl.Tuning;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Runs plans on the GPU. Runs are recorded and submitted several at a time; a read, or a write to memory that recorded
 * runs use, submits at once.
 *
 * <p>Every call throws {@link DeviceLostException} once the device is gone.
 */
public final class WebGpuBackend implements Backend {
    static final int STORAGE = Descriptors.STORAGE | Descriptors.COPY_SRC | Descriptors.COPY_DST;
    private static final long FIRST_HEAP_BYTES = 1 << 20;

    /** Freed buffers are kept for the next of their size, up to this many bytes together. */
    private static final long POOL_BYTES = 256 << 20;

    /** How many batches may be under way before {@link #settle} waits. */
    private static final int BATCHES_AHEAD = 2;

    private final Gpu gpu;
    private final Tuning tuning;
    private final TileTable table = new TileTable();
    private final @Nullable TileTiming timing;
    private final Recorder recorder;
    private final Readback readback;
    private final Faults faults = new Faults();
    private final Heap heap = new Heap(4 * Faults.WORDS);
    private final List<WebGpuBuffer> dying = new ArrayList<>();
    private final Map<Long, List<WebGpuBuffer>> pool = new HashMap<>();
    private long pooledBytes;
    private Block heapBlock;
    private Block workspace;

    WebGpuBackend(GPUDevice device, Tuning tuning) {
        gpu = new Gpu(device);
        this.tuning = tuning;
        recorder = new Recorder(gpu);
        readback = new Readback(gpu, recorder, faults);
        timing = tuning.timing() > 0 ? new TileTiming(gpu, table, tuning.timing()) : null;
        heapBlock = gpu.block("heap", FIRST_HEAP_BYTES, STORAGE);
        workspace = gpu.block("workspace", FIRST_HEAP_BYTES, STORAGE);
    }

    @Override
    public String name() {
        return "webgpu";
    }

    @Override
    public Buffer allocate(DType type, int size) {
        gpu.check();
        if (type == DType.FLOAT64) {
            throw new IllegalArgumentException(
                    "webgpu: float64 is not computed on GPUs." + "\n  Hint: use float32, or the device 'reference'.");
        }
        if (Region.isSmall(type, size)) {
            int offset = heap.allocate((long) size * type.bytes());
            if (heap.end() > heapBlock.bytes()) {
                growHeap();
            }
            return new WebGpuBuffer(type, size, null, offset);
        }
        long bytes = ((long) size * type.bytes() + 15) / 16 * 16;
        List<WebGpuBuffer> sameSize = pool.get(bytes);
        if (sameSize == null || sameSize.isEmpty()) {
            return new WebGpuBuffer(type, size, gpu.block("buffer", bytes, STORAGE), 0);
        }
        pooledBytes -= bytes;
        WebGpuBuffer freed = sameSize.remove(sameSize.size() - 1);
        WebGpuBuffer buffer = new WebGpuBuffer(type, size, freed.own, 0);
        buffer.batch = freed.batch;
        return buffer;
    }

    private void growHeap() {
        Block old = heapBlock;
        long bytes = old.bytes();
        while (bytes < heap.end()) {
            bytes *= 2;
        }
        heapBlock = gpu.block("heap", bytes, STORAGE);
        recorder.copy(old, 0, heapBlock, 0, old.bytes());
        submit();
        gpu.destroy(old);
    }

    @Override
    public void free(Buffer buffer) {
        releaseSubmitted();
        WebGpuBuffer freed = (WebGpuBuffer) buffer;
        Block own = freed.own;
        if (own != null && pooledBytes + own.bytes() <= POOL_BYTES) {
            // Recorded runs may use it still: later runs come after them, and a write sees its batch.
            pooledBytes += own.bytes();
            pool.computeIfAbsent(own.bytes(), bytes -> new ArrayList<>()).add(freed);
        } else if (freed.batch == recorder.batch()) {
            dying.add(freed);
        } else {
            release(freed);
        }
    }

    private void release(WebGpuBuffer buffer) {
        Block own = buffer.own;
        if (own == null) {
            heap.free(buffer.offset, buffer.bytes());
        } else {
            gpu.destroy(own);
        }
    }

    @Override
    public void write(Buffer target, Object array) {
        gpu.check();
        WebGpuBuffer buffer = (WebGpuBuffer) target;
        var words = Words.of(buffer, array);
        if (buffer.batch == recorder.batch()) {
            submit();
        }
        gpu.write(blockOf(buffer), buffer.offset, words, words.getLength());
    }

    private Block blockOf(WebGpuBuffer buffer) {
        return buffer.own == null ? heapBlock : buffer.own;
    }

    @Override
    public Executable compile(Plan plan) {
        gpu.check();
        WebGpuExecutable executable = new WebGpuExecutable(plan, gpu, faults, tuning, table);
        if (executable.workspaceBytes > workspace.bytes()) {
            submit();
            Block old = workspace;
            workspace = gpu.block("workspace", (executable.workspaceBytes + 15L) / 16 * 16, STORAGE);
            gpu.destroy(old);
        }
        if (timing != null) {
            timing.add(executable);
        }
        return executable;
    }

    @Override
    public void run(Executable executable, Buffer[] leaves, Buffer[] outputs, double[] scalars) {
        gpu.check();
        WebGpuExecutable runnable = (WebGpuExecutable) executable;
        recorder.reserve(runnable);
        releaseSubmitted();
        runnable.prepare(gpu, workspace, heapBlock, leaves, outputs, scalars);
        for (Buffer leaf : leaves) {
            ((WebGpuBuffer) leaf).batch = recorder.batch();
        }
        for (Buffer output : outputs) {
            ((WebGpuBuffer) output).batch = recorder.batch();
        }
        recorder.run(runnable);
    }

    private void submit() {
        recorder.submit();
        releaseSubmitted();
    }

    /** Places in the heap that recorded runs use are given out again after their submit: a write would overtake them. */
    private void releaseSubmitted() {
        if (!dying.isEmpty() && dying.get(0).batch != recorder.batch()) {
            for (WebGpuBuffer buffer : dying) {
                release(buffer);
            }
            dying.clear();
        }
    }

    @Override
    public Object[] read(Buffer... sources) {
        gpu.check();
        Object[] arrays = readback.read(sources, heapBlock);
        releaseSubmitted();
        return arrays;
    }

    /**
     * Submits what was recorded and waits while more than a few batches are under way. A training loop that reads nothing
     * calls this when it yields to the browser, or it would run away from the device. Where the device is a GPU whose tiles
     * are timed, one more size is. May suspend.
     */
    public void settle() {
        gpu.check();
        submit();
        JSPromise<JSObject> earlier = recorder.fences().allBut(BATCHES_AHEAD);
        if (earlier != null) {
            Promises.await(earlier);
        }
        gpu.check();
        if (timing != null) {
            timing.next();
            gpu.check();
        }
    }

    /** What the device is taken for. */
    public Tuning tuning() {
        return tuning;
    }

    /** How many calls were made to WebGPU. */
    public Counters counters() {
        return gpu.counters();
    }

    /** Gives the device back. */
    public void close() {
        gpu.fail(new DeviceLostException("webgpu: the device was closed."));
        gpu.device().destroy();
    }
}
