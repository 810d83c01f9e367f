package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Contraction;
import nabla.compile.Kernel;
import nabla.compile.Launch;
import nabla.compile.Loops;
import nabla.compile.Phases;
import org.jspecify.annotations.Nullable;

/** Makes shaders of launches; chooses for each kernel how it is computed, by its kind and shape. */
public final class Shaders {
    /** From how many values on a workgroup shares the reduction of one output, and up to how many outputs. */
    private static final int LONG_REDUCTION = 64;

    private static final int FEW_OUTPUTS = 8192;

    /** Shorter sums of products are not worth bringing to shared memory. */
    private static final int SHORT_SUM = 16;

    /** How many products of numbers from memory a modest GPU makes in a microsecond. */
    private static final double PRODUCTS_PER_MICROSECOND = 50_000;

    private Shaders() {}

    /**
     * The shaders that together do a launch: one, unless it uses more than {@code maxBindings} buffers. In the order to
     * dispatch them.
     */
    public static List<Shader> of(Launch launch, RunLayout run, Faults faults, Tuning tuning, int maxBindings) {
        List<Shader> shaders = new ArrayList<>();
        List<Launch.Chain> together = new ArrayList<>();
        for (Launch.Chain chain : launch.chains()) {
            if (chain.kernels().size() > 1 && bindings(List.of(chain), run, faults) > maxBindings) {
                for (Kernel kernel : chain.kernels()) {
                    shaders.add(shader(List.of(new Launch.Chain(List.of(kernel))), run, faults, tuning));
                }
                continue;
            }
            together.add(chain);
            if (together.size() > 1 && bindings(together, run, faults) > maxBindings) {
                together.remove(together.size() - 1);
                shaders.add(shader(together, run, faults, tuning));
                together.clear();
                together.add(chain);
            }
        }
        if (!together.isEmpty()) {
            shaders.add(shader(together, run, faults, tuning));
        }
        return shaders;
    }

    private static int bindings(List<Launch.Chain> chains, RunLayout run, Faults faults) {
        return memory(chains, run, faults).bindings().size();
    }

    private static Memory memory(List<Launch.Chain> chains, RunLayout run, Faults faults) {
        List<Kernel> kernels = new ArrayList<>();
        for (Launch.Chain chain : chains) {
            kernels.addAll(chain.kernels());
        }
        return new Memory(kernels, run, faults);
    }

    private static Shader shader(List<Launch.Chain> chains, RunLayout run, Faults faults, Tuning tuning) {
        Memory memory = memory(chains, run, faults);
        List<KernelCode> codes = new ArrayList<>();
        int threads = tuning.threads();
        for (Launch.Chain chain : chains) {
            if (chain.kernels().size() > 1) {
                codes.add(Rows.of(chain, memory, tuning));
            } else {
                for (Kernel phase : Phases.split(chain.kernels().get(0))) {
                    codes.add(code(Loops.merged(phase), memory, tuning));
                }
            }
        }
        for (KernelCode code : codes) {
            threads = Math.max(threads, code.threads());
        }
        LaunchCode launch = new LaunchCode(memory, threads);
        for (KernelCode code : codes) {
            code.addTo(launch);
        }
        return launch.shader();
    }

    private static KernelCode code(Kernel kernel, Memory memory, Tuning tuning) {
        if (kernel.reduction() == null) {
            return new Elements(kernel, memory);
        }
        Contraction contraction = tileable(kernel);
        if (!tuning.cooperative()) {
            if (contraction != null) {
                return RegisterTiles.of(kernel, contraction, memory, tuning.subgroups());
            }
            return tuning.subgroups() && SubgroupSum.fits(kernel)
                    ? new SubgroupSum(kernel, memory)
                    : new Elements(kernel, memory);
        }
        SharedTiles tiles = contraction == null || kernel.reducedSize() < SHORT_SUM
                ? null
                : SharedTiles.of(kernel, contraction, memory);
        boolean isLong = kernel.reducedSize() >= LONG_REDUCTION && kernel.outputs() <= FEW_OUTPUTS;
        if (isLong && (tiles == null || workgroupsWin(kernel, tiles))) {
            return new WorkgroupReduction(kernel, memory);
        }
        return tiles == null ? new Elements(kernel, memory) : tiles;
    }

    /**
     * Whether a contraction is faster with a workgroup for each output, which reads every number again for each product,
     * than with shared tiles, of which there may be too few to keep the GPU busy.
     */
    private static boolean workgroupsWin(Kernel kernel, SharedTiles tiles) {
        double products = (double) kernel.outputs() * kernel.reducedSize();
        return products / PRODUCTS_PER_MICROSECOND < tiles.microseconds();
    }

    /** The contraction, if each number of one factor meets several of the other. */
    private static @Nullable Contraction tileable(Kernel kernel) {
        Contraction contraction = Contraction.of(kernel);
        return contraction == null
                        || contraction.rows().length == 0
                        || contraction.columns().length == 0
                        || kernel.reducedSize() == 0
                ? null
                : contraction;
    }
}
