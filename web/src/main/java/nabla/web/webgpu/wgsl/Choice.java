package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Contraction;
import nabla.compile.Kernel;
import org.jspecify.annotations.Nullable;

/** Chooses how a kernel is computed, by its kind and shape. */
final class Choice {
    /** From how many values on a workgroup shares the reduction of one output, and up to how many outputs. */
    private static final int LONG_REDUCTION = 64;

    private static final int FEW_OUTPUTS = 8192;

    /** Shorter sums of products are not worth bringing to shared memory. */
    private static final int SHORT_SUM = 16;

    /** How many products of numbers from memory a modest GPU makes in a microsecond. */
    private static final double PRODUCTS_PER_MICROSECOND = 50_000;

    private Choice() {}

    static KernelCode of(Kernel kernel, Memory memory, Tuning tuning) {
        if (kernel.reduction() == null) {
            return new Elements(List.of(kernel), memory);
        }
        Contraction contraction = tileable(kernel);
        if (!tuning.cooperative()) {
            if (contraction != null) {
                return RegisterTiles.of(kernel, contraction, memory, tuning.subgroups());
            }
            return tuning.subgroups() && SubgroupSum.fits(kernel)
                    ? new SubgroupSum(kernel, memory)
                    : new Elements(List.of(kernel), memory);
        }
        SharedTiles tiles = contraction == null || kernel.reducedSize() < SHORT_SUM
                ? null
                : SharedTiles.of(kernel, contraction, memory);
        boolean isLong = kernel.reducedSize() >= LONG_REDUCTION && kernel.outputs() <= FEW_OUTPUTS;
        if (isLong && (tiles == null || workgroupsWin(kernel, tiles))) {
            return new WorkgroupReduction(kernel, memory);
        }
        return tiles == null ? new Elements(List.of(kernel), memory) : tiles;
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
