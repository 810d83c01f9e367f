package nabla.web.simd;

import nabla.compile.Index;
import nabla.compile.Kernel;

/**
 * Writes a kernel without reduction: four elements at a time along the best axis, which becomes the innermost loop. The
 * last vector overlaps the one before it where that does no harm.
 */
final class MapCode {
    private static final int UNROLLED = 2;

    private final Kernel kernel;
    private final Nest nest;
    private final Values values;
    private final int vectorAxis;

    MapCode(Kernel kernel, Nest nest, Values values) {
        this.kernel = kernel;
        this.nest = nest;
        this.values = values;
        this.vectorAxis = VectorAxis.of(kernel, nest.bound(), kernel.extents().length, true);
    }

    void write() {
        outer(0);
    }

    private void outer(int axis) {
        if (axis == kernel.extents().length) {
            if (vectorAxis < 0) {
                values.store(false);
            } else {
                inner();
            }
        } else if (axis == vectorAxis) {
            outer(axis + 1);
        } else {
            nest.loop(axis, 0, nest.extent(axis), 1, () -> outer(axis + 1));
        }
    }

    private void inner() {
        int extent = nest.extent(vectorAxis);
        int unrolled = extent - extent % (4 * UNROLLED);
        int vectors = extent - extent % 4;
        values.vectorAxis(vectorAxis);
        nest.loop(vectorAxis, 0, unrolled, 4 * UNROLLED, () -> {
            Index start = nest.position(vectorAxis);
            for (int copy = 0; copy < UNROLLED; copy++) {
                nest.position(vectorAxis, start.plus(4 * copy));
                values.store(true);
            }
        });
        nest.loop(vectorAxis, unrolled, vectors, 4, () -> values.store(true));
        if (vectors < extent && Updates.isRepeatable(kernel)) {
            nest.position(vectorAxis, Index.constant(extent - 4));
            values.store(true);
            values.vectorAxis(-1);
        } else {
            values.vectorAxis(-1);
            nest.loop(vectorAxis, vectors, extent, 1, () -> values.store(false));
        }
    }
}
