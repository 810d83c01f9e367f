package nabla.web.simd;

import static nabla.web.wasm.Instruction.F32X4_ADD;
import static nabla.web.wasm.Instruction.F32_ADD;

import nabla.web.wasm.Local;
import nabla.web.wasm.ValueType;

/** Sums over the lanes of vectors of floats. */
final class Lanes {
    private Lanes() {}

    /** The sum of the four lanes, as a scalar. */
    static Local sum(Nest nest, Local vector) {
        Local half = nest.local(ValueType.V128);
        Local sum = nest.local(ValueType.F32);
        nest.code()
                .get(vector)
                .get(vector)
                .get(vector)
                .shuffle(2, 3, 0, 1)
                .op(F32X4_ADD)
                .set(half);
        nest.code()
                .get(half)
                .extractFloat(0)
                .get(half)
                .extractFloat(1)
                .op(F32_ADD)
                .set(sum);
        return sum;
    }

    /** The sums of the lanes of four vectors, as a vector. */
    static Local sums(Nest nest, Local[] vectors) {
        Local first = pairs(nest, vectors[0], vectors[1]);
        Local second = pairs(nest, vectors[2], vectors[3]);
        Local sums = nest.local(ValueType.V128);
        nest.code().get(first).get(second).shuffle(0, 1, 4, 5);
        nest.code().get(first).get(second).shuffle(2, 3, 6, 7).op(F32X4_ADD).set(sums);
        return sums;
    }

    /** a0 + a2, b0 + b2, a1 + a3, b1 + b3. */
    private static Local pairs(Nest nest, Local a, Local b) {
        Local pairs = nest.local(ValueType.V128);
        nest.code().get(a).get(b).shuffle(0, 4, 1, 5);
        nest.code().get(a).get(b).shuffle(2, 6, 3, 7).op(F32X4_ADD).set(pairs);
        return pairs;
    }
}
