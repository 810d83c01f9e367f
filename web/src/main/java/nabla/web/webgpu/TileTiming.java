package nabla.web.webgpu;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Plan;
import nabla.compile.Slot;
import nabla.web.js.JavaScriptException;
import nabla.web.js.Promises;
import nabla.web.webgpu.api.Descriptors;
import nabla.web.webgpu.api.GPUBindGroup;
import nabla.web.webgpu.api.GPUCommandEncoder;
import nabla.web.webgpu.api.GPUComputePassEncoder;
import nabla.web.webgpu.wgsl.Binding;
import nabla.web.webgpu.wgsl.Region;
import nabla.web.webgpu.wgsl.Shader;
import nabla.web.webgpu.wgsl.TileSize;
import nabla.web.webgpu.wgsl.TileTable;
import nabla.web.webgpu.wgsl.TiledShape;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Uint32Array;

/**
 * Times the tiles that come into question for a plan's contractions, a size at a time, on memory of its own. What was the
 * fastest goes to the {@link TileTable}; once all shapes of a plan are known, its shaders are made anew. The table lives
 * as long as the device.
 */
final class TileTiming {
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    /** A size is dispatched as often as takes about this long, and at most so many times. */
    private static final double MILLISECONDS = 2;

    private static final int MOST_DISPATCHES = 50;

    /** By less than this share nothing is known to be faster. */
    private static final double NOISE = 0.05;

    /** Plans that touch more memory are left alone. */
    private static final long MOST_BYTES = 64 << 20;

    private final Gpu gpu;
    private final TileTable table;
    private final double millisecondsOfShape;
    private final Block fence;
    private final List<WebGpuExecutable> waiting = new ArrayList<>();
    private @Nullable Trial trial;

    /** A shape whose sizes are being timed. */
    private static final class Trial {
        final WebGpuExecutable executable;
        final TiledShape shape;
        final List<TileSize> sizes;
        int next;
        double spent;
        double least = Double.POSITIVE_INFINITY;
        TileSize best;

        Trial(WebGpuExecutable executable, TiledShape shape) {
            this.executable = executable;
            this.shape = shape;
            sizes = shape.candidates();
            best = sizes.get(0);
        }
    }

    /** @param millisecondsOfShape how long a shape may be timed: then the fastest size so far wins */
    TileTiming(Gpu gpu, TileTable table, double millisecondsOfShape) {
        this.gpu = gpu;
        this.table = table;
        this.millisecondsOfShape = millisecondsOfShape;
        fence = gpu.block("timing fence", 16, Descriptors.MAP_READ | Descriptors.COPY_DST);
    }

    /** Notes a plan whose contractions are worth timing. */
    void add(WebGpuExecutable executable) {
        if (!executable.shaders.tiled().isEmpty()) {
            waiting.add(executable);
        }
    }

    /** Times one more size, if any is left to time. Suspends. */
    void next() {
        Trial current = trial;
        if (current == null) {
            current = begun();
            trial = current;
        }
        if (current == null) {
            return;
        }
        TileSize size = current.sizes.get(current.next++);
        double milliseconds = milliseconds(current, size);
        boolean isFirst = current.next == 1;
        if (isFirst || milliseconds < current.least * (1 - NOISE)) {
            current.least = milliseconds;
            current.best = size;
        }
        if (current.next == current.sizes.size() || current.spent > millisecondsOfShape) {
            table.put(current.shape, current.best);
            trial = null;
        }
    }

    /** The next shape that nobody has timed. Plans of which all are known are made anew. */
    private @Nullable Trial begun() {
        while (!waiting.isEmpty()) {
            WebGpuExecutable executable = waiting.get(0);
            if (bytes(executable.plan(), executable.workspaceBytes) <= MOST_BYTES) {
                for (TiledShape shape : executable.shaders.tiled()) {
                    if (!table.knows(shape)) {
                        return new Trial(executable, shape);
                    }
                }
                executable.makeSteps(gpu);
            }
            waiting.remove(0);
        }
        return null;
    }

    private static long bytes(Plan plan, int workspaceBytes) {
        long bytes = workspaceBytes;
        for (Slot slot : plan.leaves()) {
            bytes += bytes(slot);
        }
        for (Slot slot : plan.outputs()) {
            bytes += bytes(slot);
        }
        return bytes;
    }

    private static long bytes(Slot slot) {
        return ((long) slot.size() * slot.type().bytes() + 15) / 16 * 16;
    }

    private double milliseconds(Trial trial, TileSize size) {
        WebGpuExecutable executable = trial.executable;
        Shader shader = executable.shaders.timed(trial.shape, size);
        StringBuilder access = new StringBuilder();
        List<Block> blocks = new ArrayList<>();
        for (Binding binding : shader.bindings()) {
            access.append(binding.written() ? 'w' : 'r');
            blocks.add(gpu.block("timing", bytes(binding.region(), executable), WebGpuBackend.STORAGE));
        }
        int bytes = Math.max(16, executable.words.length * 4);
        Block run = gpu.block("timing run", bytes, Descriptors.UNIFORM | Descriptors.COPY_DST | Descriptors.COPY_SRC);
        blocks.add(run);
        try {
            Step step = new Step(
                    gpu.pipeline(shader, access.toString()),
                    new int[0],
                    access.toString(),
                    shader.groupsX(),
                    shader.groupsY());
            step.group =
                    gpu.group(step.access, blocks.subList(0, blocks.size() - 1).toArray(new Block[0]));
            GPUBindGroup runGroup = gpu.runGroup(run, bytes);
            // The first waits for the compiler, and for work that was submitted before.
            milliseconds(step, runGroup, run, 1);
            double once = milliseconds(step, runGroup, run, 1);
            int times = (int) Math.max(1, Math.min(MOST_DISPATCHES, MILLISECONDS / once));
            double all = milliseconds(step, runGroup, run, times);
            trial.spent += once + all;
            return all / times;
        } finally {
            for (Block block : blocks) {
                gpu.destroy(block);
            }
        }
    }

    private long bytes(Region region, WebGpuExecutable executable) {
        Plan plan = executable.plan();
        switch (region.kind()) {
            case WORKSPACE:
                return Math.max(16, (executable.workspaceBytes + 15) / 16 * 16);
            case LEAF:
                return bytes(plan.leaves().get(region.number()));
            case OUTPUT:
                return bytes(plan.outputs().get(region.number()));
            default:
                return Region.SMALL_BYTES;
        }
    }

    /** How long so many dispatches take, submitted at once. The run's words are 0: small buffers begin at the heap's begin. */
    private double milliseconds(Step step, GPUBindGroup runGroup, Block run, int times) {
        GPUCommandEncoder encoder = gpu.encoder();
        GPUComputePassEncoder pass = encoder.beginComputePass();
        pass.setPipeline(step.pipeline);
        pass.setBindGroup(0, runGroup, new Uint32Array(1), 0, 1);
        GPUBindGroup group = step.group;
        if (group != null) {
            pass.setBindGroup(1, group);
        }
        for (int i = 0; i < times; i++) {
            pass.dispatchWorkgroups(step.groupsX, step.groupsY, 1);
        }
        pass.end();
        encoder.copyBufferToBuffer(run.buffer(), 0, fence.buffer(), 0, 4);
        long begin = System.nanoTime();
        gpu.submit(encoder);
        try {
            Promises.await(fence.buffer().mapAsync(Descriptors.MAP_MODE_READ, 0, 4));
        } catch (JavaScriptException e) {
            gpu.check();
            throw new DeviceLostException("webgpu: cannot time: " + e.getMessage());
        }
        fence.buffer().unmap();
        return (System.nanoTime() - begin) / NANOSECONDS_PER_MILLISECOND;
    }
}
