package nabla.web.simd;

import nabla.op.Buffer;
import nabla.op.DType;

/** A piece of the linear memory. */
final class SimdBuffer extends Buffer {
    /** 0 once the buffer is freed. */
    int address;

    SimdBuffer(DType type, int size, int address) {
        super(type, size);
        this.address = address;
    }

    long bytes() {
        return (long) size() * type().bytes();
    }
}
