package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Contraction;
import nabla.compile.Kernel;
import nabla.compile.SplitSum;
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

    /** A long sum is split in at most so many parts. */
    private static final int MOST_PARTS = 64;

    private static final double MICROSECONDS_OF_DISPATCH = 10;

    private Choice() {}

    static KernelCode of(Kernel kernel, Memory memory, Tuning tuning, TileTable table) {
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
        boolean isTiled = contraction != null && kernel.reducedSize() >= SHORT_SUM;
        if (isLong(kernel)
                && (contraction == null
                        || !isTiled
                        || microsecondsOfWorkgroups(kernel) < SharedTiles.microseconds(kernel, contraction, memory))) {
            return new WorkgroupReduction(kernel, memory);
        }
        return contraction == null || !isTiled
                ? new Elements(List.of(kernel), memory)
                : SharedTiles.of(kernel, contraction, memory, table);
    }

    /**
     * A contraction as two kernels for a GPU, the parts of whose sums begin at this byte of the workspace; null if it is
     * faster as one. Software adapters are busy with few tiles already.
     */
    static @Nullable SplitSum split(Kernel kernel, int offset, Memory memory) {
        Contraction contraction = tileable(kernel);
        if (contraction == null || kernel.reducedSize() < SHORT_SUM) {
            return null;
        }
        double least = SharedTiles.microseconds(kernel, contraction, memory);
        if (isLong(kernel)) {
            least = Math.min(least, microsecondsOfWorkgroups(kernel));
        }
        @Nullable SplitSum best = null;
        for (int count = 2; count <= MOST_PARTS; count *= 2) {
            SplitSum split = SplitSum.of(kernel, count, offset);
            Contraction parts = split == null ? null : tileable(split.parts());
            if (split != null && parts != null) {
                double microseconds = MICROSECONDS_OF_DISPATCH
                        + SharedTiles.microseconds(split.parts(), parts, memory)
                        + split.between().size() / PRODUCTS_PER_MICROSECOND;
                if (microseconds < least) {
                    least = microseconds;
                    best = split;
                }
            }
        }
        return best;
    }

    private static boolean isLong(Kernel kernel) {
        return kernel.reducedSize() >= LONG_REDUCTION && kernel.outputs() <= FEW_OUTPUTS;
    }

    /**
     * A guess of the time that a contraction takes with a workgroup for each output. It reads every number again for each
     * product, but needs no tiles, of which there may be too few to keep the GPU busy.
     */
    private static double microsecondsOfWorkgroups(Kernel kernel) {
        return (double) kernel.outputs() * kernel.reducedSize() / PRODUCTS_PER_MICROSECOND;
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
