package nabla.web.webgpu.wgsl;

import nabla.compile.Kernel;
import nabla.compile.Loops;

/** Chooses the template for a kernel by its kind and shape. */
public final class Shaders {
    /** From how many values on a workgroup shares a reduction, and up to how many outputs. */
    private static final int LONG_REDUCTION = 64;

    private static final int FEW_OUTPUTS = 8192;

    private Shaders() {}

    /** The shader of a kernel that has at least one output. */
    public static Shader of(Kernel planned, RunLayout run, Tuning tuning) {
        Kernel kernel = Loops.merged(planned);
        if (kernel.reduction() == null) {
            return MapShader.of(kernel, run, tuning.threads());
        }
        if (tuning.cooperative() && kernel.reducedSize() >= LONG_REDUCTION && kernel.outputs() <= FEW_OUTPUTS) {
            return ReductionShader.cooperative(kernel, run, kernel.reducedSize() >= 1024 ? 256 : 64);
        }
        return ReductionShader.serial(kernel, run, tuning.threads());
    }
}
