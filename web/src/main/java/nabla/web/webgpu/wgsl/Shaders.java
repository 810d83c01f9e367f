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
    private static final int FEW_PRODUCTS = 2048;

    /** Shorter sums of products are not worth bringing to shared memory. */
    private static final int SHORT_SUM = 16;

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
        int few = contraction == null ? FEW_OUTPUTS : FEW_PRODUCTS;
        if (kernel.reducedSize() >= LONG_REDUCTION && kernel.outputs() <= few) {
            return ReductionShader.cooperative(kernel, run, kernel.reducedSize() >= 1024 ? 256 : 64);
        }
        return contraction == null || kernel.reducedSize() < SHORT_SUM
                ? ReductionShader.serial(kernel, run, tuning.threads())
                : SharedTiles.of(kernel, contraction, run);
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
