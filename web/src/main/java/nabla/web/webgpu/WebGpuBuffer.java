package nabla.web.webgpu;

import nabla.op.Buffer;
import nabla.op.DType;
import org.jspecify.annotations.Nullable;

/** A buffer of its own, or a place in the heap. */
final class WebGpuBuffer extends Buffer {
    /** Null for a place in the heap. */
    final @Nullable Block own;

    /** Where in the heap it begins, in bytes. */
    final int offset;

    /** The last batch of runs that uses it. */
    int batch = -1;

    WebGpuBuffer(DType type, int size, @Nullable Block own, int offset) {
        super(type, size);
        this.own = own;
        this.offset = offset;
    }

    /** Bytes of its elements, rounded up to whole words. */
    long bytes() {
        return ((long) size() * type().bytes() + 3) / 4 * 4;
    }
}
