package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.compile.Kernel;
import nabla.compile.Launch;
import nabla.compile.Load;
import nabla.compile.Loops;
import nabla.compile.Phases;
import nabla.compile.SplitSum;
import org.jspecify.annotations.Nullable;

/**
 * Makes shaders of launches. Kernels of a launch share a dispatch, unless they use too many buffers together. A software
 * adapter goes through the code of all of a dispatch's kernels, with all lanes idle where a workgroup belongs to another
 * one: there they share only where that costs less than another dispatch.
 */
public final class Shaders {
    /**
     * Rather than to make one more dispatch a software adapter goes through so many lines in vain, a workgroup at a time.
     * A dispatch takes as long as about a fifth of them; but a step should make few calls.
     */
    private static final long LINES_OF_DISPATCH = 10_000;

    private final RunLayout run;
    private final Faults faults;
    private final Tuning tuning;
    private final TileTable table;
    private final int maxBindings;
    private final int planBytes;
    private final List<TiledShape> tiled = new ArrayList<>();
    private int workspaceBytes;

    /** Parts that share a dispatch, and how many lines of code and workgroups they are together. */
    private static final class Dispatch {
        final List<Part> parts = new ArrayList<>();
        long lines;
        long groups;
    }

    /**
     * Shaders of a plan.
     *
     * @param table the tiles of contractions, where workgroups cooperate
     * @param maxBindings how many buffers the device allows a shader
     * @param workspaceBytes what the plan needs of the workspace; shaders may need more behind it
     */
    public Shaders(RunLayout run, Faults faults, Tuning tuning, TileTable table, int maxBindings, int workspaceBytes) {
        this.run = run;
        this.faults = faults;
        this.tuning = tuning;
        this.table = table;
        this.maxBindings = maxBindings;
        planBytes = (workspaceBytes + 15) / 16 * 16;
        this.workspaceBytes = planBytes;
    }

    /** How large the workspace must be for all shaders that were made. */
    public int workspaceBytes() {
        return workspaceBytes;
    }

    /** The contractions of all shaders that were made, as far as they get tiles of the table; one of each shape. */
    public List<TiledShape> tiled() {
        return tiled;
    }

    /** A shader that computes nothing but this contraction, in tiles of this size. */
    public Shader timed(TiledShape shape, TileSize size) {
        TileTable only = new TileTable();
        only.put(shape, size);
        Part part = new Part(List.of(shape.kernel()), false);
        return new Shaders(run, faults, tuning, only, maxBindings, planBytes).shader(List.of(part));
    }

    /** The shaders that together do a launch, in the order to dispatch them. */
    public List<Shader> of(Launch launch) {
        List<Part> first = new ArrayList<>();
        List<Part> second = new ArrayList<>();
        divide(launch, first, second);
        List<Shader> shaders = shaders(first);
        shaders.addAll(shaders(second));
        return shaders;
    }

    private List<Shader> shaders(List<Part> parts) {
        List<Shader> shaders = new ArrayList<>();
        List<Dispatch> dispatches = new ArrayList<>();
        for (Part part : parts) {
            if (part.inTurn() && bindings(List.of(part)) > maxBindings) {
                for (Kernel kernel : part.kernels()) {
                    shaders.add(shader(List.of(new Part(List.of(kernel), false))));
                }
            } else {
                dispatch(part, dispatches);
            }
        }
        for (Dispatch dispatch : dispatches) {
            shaders.add(shader(dispatch.parts));
        }
        return shaders;
    }

    /**
     * Divides a launch into its chains and kernels. Kernels that read the same become one part. What is left of a sum
     * that is split comes second.
     */
    private void divide(Launch launch, List<Part> first, List<Part> second) {
        int end = planBytes;
        for (Launch.Chain chain : launch.chains()) {
            if (chain.kernels().size() > 1) {
                first.add(new Part(chain.kernels(), true));
                continue;
            }
            for (Kernel phase : Phases.split(chain.kernels().get(0))) {
                Kernel kernel = Loops.merged(phase);
                SplitSum split = tuning.cooperative()
                        ? Choice.split(kernel, end, new Memory(List.of(kernel), run, faults))
                        : null;
                if (split != null) {
                    end += (4 * split.between().size() + 15) / 16 * 16;
                    workspaceBytes = Math.max(workspaceBytes, end);
                    add(split.parts(), first);
                    add(Loops.merged(split.whole()), second);
                } else {
                    add(kernel, first);
                }
            }
        }
    }

    private void add(Kernel kernel, List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (!part.inTurn()
                    && isByElement(kernel)
                    && isByElement(part.kernels().get(0))
                    && readsLike(part, kernel)) {
                List<Kernel> kernels = new ArrayList<>(part.kernels());
                kernels.add(kernel);
                Part joined = new Part(kernels, false);
                if (bindings(List.of(joined)) <= maxBindings) {
                    parts.set(i, joined);
                    return;
                }
            }
        }
        parts.add(new Part(List.of(kernel), false));
    }

    private boolean isByElement(Kernel kernel) {
        return Choice.of(kernel, new Memory(List.of(kernel), run, faults), tuning, table) instanceof Elements;
    }

    /** Whether a kernel makes as many elements as the part's, and of the same numbers. */
    private static boolean readsLike(Part part, Kernel kernel) {
        for (Kernel other : part.kernels()) {
            if (!Arrays.equals(other.extents(), kernel.extents())) {
                return false;
            }
            for (Load load : other.loads()) {
                if (load instanceof Load.Memory && kernel.loads().contains(load)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds a part to the dispatch where it costs least, or to one of its own. */
    private void dispatch(Part part, List<Dispatch> dispatches) {
        Dispatch added = new Dispatch();
        added.parts.add(part);
        if (!tuning.cooperative()) {
            Shader alone = shader(added.parts);
            added.lines = alone.lines();
            added.groups = (long) alone.groupsX() * alone.groupsY();
        }
        @Nullable Dispatch best = null;
        long least = LINES_OF_DISPATCH;
        for (Dispatch each : dispatches) {
            long inVain = each.groups * added.lines + added.groups * each.lines;
            if (inVain < least && fits(each, part)) {
                least = inVain;
                best = each;
            }
        }
        if (best == null) {
            dispatches.add(added);
        } else {
            best.parts.add(part);
            best.lines += added.lines;
            best.groups += added.groups;
        }
    }

    private boolean fits(Dispatch dispatch, Part part) {
        List<Part> together = new ArrayList<>(dispatch.parts);
        together.add(part);
        return bindings(together) <= maxBindings;
    }

    private int bindings(List<Part> parts) {
        return memory(parts).bindings().size();
    }

    private Memory memory(List<Part> parts) {
        List<Kernel> kernels = new ArrayList<>();
        for (Part part : parts) {
            kernels.addAll(part.kernels());
        }
        return new Memory(kernels, run, faults);
    }

    private Shader shader(List<Part> parts) {
        Memory memory = memory(parts);
        List<KernelCode> codes = new ArrayList<>();
        int threads = tuning.threads();
        for (Part part : parts) {
            KernelCode code = code(part, memory);
            codes.add(code);
            if (code instanceof SharedTiles tiles) {
                note(tiles.shape());
            }
            threads = Math.max(threads, code.threads());
        }
        LaunchCode launch = new LaunchCode(memory, threads);
        for (KernelCode code : codes) {
            code.addTo(launch);
        }
        return launch.shader();
    }

    private void note(TiledShape shape) {
        for (TiledShape known : tiled) {
            if (known.key().equals(shape.key())) {
                return;
            }
        }
        tiled.add(shape);
    }

    private KernelCode code(Part part, Memory memory) {
        List<Kernel> kernels = part.kernels();
        if (part.inTurn()) {
            return Rows.of(new Launch.Chain(kernels), memory, tuning);
        }
        return kernels.size() > 1 ? new Elements(kernels, memory) : Choice.of(kernels.get(0), memory, tuning, table);
    }
}
