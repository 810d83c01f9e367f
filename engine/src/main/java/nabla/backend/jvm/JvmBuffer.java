package nabla.backend.jvm;

import nabla.op.Buffer;
import nabla.op.DType;

/** Elements in a Java array: {@code float[]} for float32, {@code long[]} for int64 and bool, {@code byte[]} for uint8. */
final class JvmBuffer extends Buffer {
    final Cells cells;

    JvmBuffer(DType type, int size) {
        super(type, size);
        cells = Cells.allocate(type, size);
    }
}
