package nabla.op;

import org.jspecify.annotations.Nullable;

/** How far apart in memory, in elements, neighbours along each axis lie: what PyTorch's views are made of. */
final class Strides {
    private Strides() {}

    /**
     * The strides that show the same elements under another shape, or null where no strides do.
     *
     * @see <a href="https://github.com/pytorch/pytorch/blob/v1.13.1/aten/src/ATen/TensorUtils.cpp">computeStride</a>
     */
    static int @Nullable [] reshaped(Shape from, int[] strides, Shape to) {
        if (from.equals(to)) {
            return strides;
        }
        if (from.size() == 0 || from.rank() == 0) {
            return to.strides();
        }
        int[] result = new int[to.rank()];
        int axis = to.rank() - 1;
        int base = strides[from.rank() - 1];
        int inOld = 1;
        int inNew = 1;
        for (int old = from.rank() - 1; old >= 0; old--) {
            inOld *= from.get(old);
            boolean endsBlock = old == 0 || from.get(old - 1) != 1 && strides[old - 1] != inOld * base;
            if (endsBlock) {
                while (axis >= 0 && (inNew < inOld || to.get(axis) == 1)) {
                    result[axis] = inNew * base;
                    inNew *= to.get(axis);
                    axis--;
                }
                if (inNew != inOld) {
                    return null;
                }
                base = old > 0 ? strides[old - 1] : base;
                inOld = 1;
                inNew = 1;
            }
        }
        return axis < 0 ? result : null;
    }
}
