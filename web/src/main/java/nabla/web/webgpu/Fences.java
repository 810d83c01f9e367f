package nabla.web.webgpu;

import java.util.ArrayList;
import java.util.List;
import nabla.web.webgpu.api.Descriptors;
import nabla.web.webgpu.api.GPUCommandEncoder;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Tells when submitted work is done, and from that how fast the device is. A fence is a buffer that the batch copies a word
 * to: mapping it is much quicker than {@code onSubmittedWorkDone} on some adapters.
 */
final class Fences {
    private static final int COUNT = 8;
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    /** Shorter times than this, in milliseconds, say nothing about the device. */
    private static final double SHORTEST = 4;

    /** A buffer that is mapped when a batch is done. */
    static final class Fence {
        private final Block block;
        private double work;
        private @Nullable JSPromise<JSObject> done;

        private Fence(Block block) {
            this.block = block;
        }
    }

    private final Gpu gpu;
    private final List<Fence> free = new ArrayList<>();
    private final List<Fence> waiting = new ArrayList<>();
    private double pace = 1;
    private double workDone;
    private long since;

    Fences(Gpu gpu) {
        this.gpu = gpu;
        for (int i = 0; i < COUNT; i++) {
            free.add(new Fence(gpu.block("fence", 16, Descriptors.MAP_READ | Descriptors.COPY_DST)));
        }
    }

    /** By what the guesses of {@link WebGpuExecutable#work} are to be multiplied to get milliseconds. */
    double pace() {
        return pace;
    }

    /** The last command of a batch; null when so many batches are under way that one more need not be watched. */
    @Nullable
    Fence record(GPUCommandEncoder encoder, Block source, double work) {
        measure();
        if (free.isEmpty()) {
            return null;
        }
        Fence fence = free.remove(free.size() - 1);
        fence.work = work;
        encoder.copyBufferToBuffer(source.buffer(), 0, fence.block.buffer(), 0, 4);
        return fence;
    }

    /** Watches the batch, which has been submitted. */
    void submitted(@Nullable Fence fence) {
        if (fence == null) {
            return;
        }
        if (waiting.isEmpty()) {
            since = System.nanoTime();
            workDone = 0;
        }
        JSPromise<JSObject> done = fence.block.buffer().mapAsync(Descriptors.MAP_MODE_READ, 0, 4);
        fence.done = done;
        waiting.add(fence);
        Outcome.of(done, value -> passed(fence), message -> waiting.remove(fence));
    }

    private void passed(Fence fence) {
        fence.block.buffer().unmap();
        fence.done = null;
        waiting.remove(fence);
        free.add(fence);
        workDone += fence.work;
        if (waiting.isEmpty()) {
            measure();
        }
    }

    /**
     * Compares what was done with the time it took. While batches are waiting the device was busy all the time; otherwise
     * it may have been idle or the message late, and the device is at least as fast as it seems.
     */
    private void measure() {
        double milliseconds = (System.nanoTime() - since) / NANOSECONDS_PER_MILLISECOND;
        if (workDone <= 0 || milliseconds < SHORTEST && !waiting.isEmpty()) {
            return;
        }
        double seen = milliseconds / workDone;
        pace = waiting.isEmpty() ? Math.min(pace, seen) : (pace + seen) / 2;
        workDone = 0;
        since = System.nanoTime();
    }

    /** When the batches before the last {@code count} are done; null if they are. */
    @Nullable
    JSPromise<JSObject> allBut(int count) {
        return waiting.size() > count ? waiting.get(waiting.size() - 1 - count).done : null;
    }
}
