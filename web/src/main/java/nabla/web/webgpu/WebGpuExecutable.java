package nabla.web.webgpu;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.Executable;
import nabla.compile.Kernel;
import nabla.compile.Launch;
import nabla.compile.Plan;
import nabla.compile.Slot;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.web.webgpu.wgsl.Binding;
import nabla.web.webgpu.wgsl.Faults;
import nabla.web.webgpu.wgsl.Region;
import nabla.web.webgpu.wgsl.RunLayout;
import nabla.web.webgpu.wgsl.Shader;
import nabla.web.webgpu.wgsl.Shaders;
import nabla.web.webgpu.wgsl.TileTable;
import nabla.web.webgpu.wgsl.Tuning;

/** A plan as pipelines, and the bind groups for the memory of its last run. */
final class WebGpuExecutable extends Executable {
    /** What a GPU of this time does at least: some 100 billion multiplications in a second, a dispatch in 10 microseconds. */
    private static final double OPERATIONS_PER_MILLISECOND = 1e8;

    private static final double MILLISECONDS_PER_DISPATCH = 0.01;

    final List<Step> steps = new ArrayList<>();

    /** A rough guess of how long a run takes, in milliseconds; the recorder learns by how much it is wrong. */
    final double work;

    /** How large the workspace must be. */
    final int workspaceBytes;

    /** What made the steps. */
    final Shaders shaders;

    /** The words of the run; see {@link RunLayout}. */
    final int[] words;

    private final RunLayout layout;
    private final List<Region> regions = new ArrayList<>();
    private Block[] bound = {};

    WebGpuExecutable(Plan plan, Gpu gpu, Faults faults, Tuning tuning, TileTable table) {
        super(plan);
        layout = new RunLayout(plan);
        words = new int[layout.words()];
        words[0] = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
        shaders = new Shaders(layout, faults, tuning, table, gpu.maxBindings(), plan.workspaceBytes());
        makeSteps(gpu);
        double guess = MILLISECONDS_PER_DISPATCH * steps.size();
        for (Kernel kernel : plan.kernels()) {
            guess += (double) kernel.outputs() * kernel.reducedSize() / OPERATIONS_PER_MILLISECOND;
        }
        work = guess;
        workspaceBytes = shaders.workspaceBytes();
    }

    /** Makes the pipelines, or makes them anew after the table of tiles has changed. */
    void makeSteps(Gpu gpu) {
        steps.clear();
        for (Launch launch : plan().launches()) {
            for (Shader shader : shaders.of(launch)) {
                addStep(shader, gpu);
            }
        }
        bound = new Block[regions.size()];
    }

    private void addStep(Shader shader, Gpu gpu) {
        int[] positions = new int[shader.bindings().size()];
        StringBuilder access = new StringBuilder();
        for (int i = 0; i < positions.length; i++) {
            Binding binding = shader.bindings().get(i);
            if (!regions.contains(binding.region())) {
                regions.add(binding.region());
            }
            positions[i] = regions.indexOf(binding.region());
            access.append(binding.written() ? 'w' : 'r');
        }
        String letters = access.toString();
        steps.add(new Step(gpu.pipeline(shader, letters), positions, letters, shader.groupsX(), shader.groupsY()));
    }

    /** Sets the words and the bind groups for a run with these buffers. */
    void prepare(Gpu gpu, Block workspace, Block heap, Buffer[] leaves, Buffer[] outputs, double[] scalars) {
        Plan plan = plan();
        for (int i = 0; i < scalars.length; i++) {
            words[RunLayout.SCALARS + i] = bits(scalars[i], plan.scalars().get(i));
        }
        List<Slot> small = layout.small();
        for (int i = 0; i < small.size(); i++) {
            WebGpuBuffer buffer = bufferOf(small.get(i).place(), small.get(i).number(), leaves, outputs);
            if (buffer.own != null) {
                throw misfit(small.get(i).toString(), buffer);
            }
            words[layout.wordOf(i)] = buffer.offset / 4;
        }
        boolean same = true;
        for (int i = 0; i < bound.length; i++) {
            Block block = blockOf(regions.get(i), workspace, heap, leaves, outputs);
            same &= block == bound[i];
            bound[i] = block;
        }
        if (!same) {
            bind(gpu);
        }
    }

    private Block blockOf(Region region, Block workspace, Block heap, Buffer[] leaves, Buffer[] outputs) {
        switch (region.kind()) {
            case WORKSPACE:
                return workspace;
            case HEAP:
                return heap;
            default:
                Slot.Place place = region.kind() == Region.Kind.LEAF ? Slot.Place.LEAF : Slot.Place.OUTPUT;
                WebGpuBuffer buffer = bufferOf(place, region.number(), leaves, outputs);
                if (buffer.own == null) {
                    throw misfit(region.toString(), buffer);
                }
                return buffer.own;
        }
    }

    private static WebGpuBuffer bufferOf(Slot.Place place, int number, Buffer[] leaves, Buffer[] outputs) {
        return (WebGpuBuffer) (place == Slot.Place.LEAF ? leaves[number] : outputs[number]);
    }

    private static IllegalArgumentException misfit(String slot, Buffer buffer) {
        return new IllegalArgumentException("webgpu: " + slot + " of the plan was given a buffer of another size, "
                + buffer.size() + " elements of " + buffer.type() + ".");
    }

    private static int bits(double scalar, DType type) {
        return type.isFloat() ? Float.floatToRawIntBits((float) scalar) : (int) scalar;
    }

    private void bind(Gpu gpu) {
        for (Step step : steps) {
            Block[] blocks = new Block[step.regions.length];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = bound[step.regions[i]];
            }
            step.group = gpu.group(step.access, blocks);
        }
    }
}
