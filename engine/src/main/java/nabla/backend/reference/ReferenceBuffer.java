package nabla.backend.reference;

import nabla.op.Buffer;
import nabla.op.DType;

/** Elements of any type as doubles. */
final class ReferenceBuffer extends Buffer {
    double[] values;

    ReferenceBuffer(DType type, int size) {
        super(type, size);
        values = new double[size];
    }
}
