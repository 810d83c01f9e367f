package nabla.web.simd;

import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Store;

/** Chooses the loop along which four elements are computed at once. */
final class VectorAxis {
    private VectorAxis() {}

    /**
     * The axis of [first, end) along which most of memory is read and written in order; -1 if along none of them four
     * elements at a time pay.
     *
     * @param stores whether the kernel's stores move along it too
     */
    static int of(Kernel kernel, int first, int end, boolean stores) {
        int best = -1;
        int bestScore = 0;
        for (int axis = first; axis < end; axis++) {
            int rank = kernel.extents().length;
            int extent = axis < rank ? kernel.extents()[axis] : kernel.reduced()[axis - rank];
            int score = extent < 4 ? -1 : score(kernel, axis, stores);
            if (score >= bestScore && (score > 0 || best < 0) && extent >= 4) {
                best = axis;
                bestScore = score;
            }
        }
        return best;
    }

    /** Whether memory is read in order along the one axis at least as much as along the other, or there is no other. */
    static boolean isBetter(Kernel kernel, int axis, int other) {
        return other < 0 || score(kernel, axis, false) >= score(kernel, other, false);
    }

    private static int score(Kernel kernel, int axis, boolean stores) {
        int score = 0;
        for (Load load : kernel.loads()) {
            if (load instanceof Load.Memory memory) {
                score += score(memory.address(), axis);
            }
        }
        if (stores) {
            for (Store store : kernel.stores()) {
                score += store.address().strideOf(axis) == 2 ? -2 : 2 * score(store.address(), axis);
            }
        }
        return score;
    }

    private static int score(Index address, int axis) {
        if (!address.dependsOn(axis)) {
            return 0;
        }
        if (!address.variesOnlyLinearly(axis)) {
            return -1;
        }
        int stride = address.strideOf(axis);
        return stride == 1 ? 2 : stride == 2 ? 1 : -1;
    }
}
