package nabla.web.webgpu.wgsl;

import nabla.compile.Contraction;
import nabla.compile.Kernel;
import nabla.compile.Loops;
import org.jspecify.annotations.Nullable;

/** Chooses the template for a kernel by its kind and shape. */
public final class Shaders {
    /** From how many values on a workgroup shares the reduction of one output, and up to how many outputs. */
    private static final int LONG_REDUCTION = 64;

    private static final int FEW_OUTPUTS = 8192;

    /** Shorter sums of products are not worth bringing to shared memory. */
    private static final int SHORT_SUM = 16;

    /** How many products of numbers from memory a modest GPU makes in a microsecond. */
    private static final double PRODUCTS_PER_MICROSECOND = 50_000;

    private Shaders() {}

    /** The shader of a kernel that has at least one output. */
    public static Shader of(Kernel planned, RunLayout run, Tuning tuning) {
        Kernel kernel = Loops.merged(planned);
        if (kernel.reduction() == null) {
            return MapShader.of(kernel, run, tuning.threads());
        }
        Contraction contraction = tileable(kernel);
        if (!tuning.cooperative()) {
            return contraction == null
                    ? ReductionShader.serial(kernel, run, tuning.threads())
                    : RegisterTiles.of(kernel, contraction, run);
        }
        SharedTiles tiles = contraction == null || kernel.reducedSize() < SHORT_SUM
                ? null
                : SharedTiles.of(kernel, contraction, run);
        boolean isLong = kernel.reducedSize() >= LONG_REDUCTION && kernel.outputs() <= FEW_OUTPUTS;
        if (isLong && (tiles == null || workgroupsWin(kernel, tiles))) {
            return ReductionShader.cooperative(kernel, run, kernel.reducedSize() >= 1024 ? 256 : 64);
        }
        return tiles == null ? ReductionShader.serial(kernel, run, tuning.threads()) : tiles.shader();
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
