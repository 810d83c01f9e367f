package nabla.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import nabla.op.DType;
import nabla.op.Expr;
import org.junit.jupiter.api.Test;

class SplitSumTest {
    private static final Expr A = Expr.input(0, DType.FLOAT32);
    private static final Expr B = Expr.input(1, DType.FLOAT32);

    /** out[i] = bias[i] + sum over n, k of left[i, n, k] right[n, k]. */
    private static Kernel product(int outer, int inner, Expr body) {
        Slot left = new Slot(Slot.Place.LEAF, 0, DType.FLOAT32, 3 * outer * inner, 0);
        Slot right = new Slot(Slot.Place.LEAF, 1, DType.FLOAT32, outer * inner, 0);
        Slot bias = new Slot(Slot.Place.LEAF, 2, DType.FLOAT32, 3, 0);
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, 3, 0);
        Index i = Index.loop(0, 3);
        Index element = Index.loop(1, outer).times(inner).plus(Index.loop(2, inner));
        List<Load> loads = List.of(
                new Load.Memory(left, i.times(outer * inner).plus(element), List.of()),
                new Load.Memory(right, element, List.of()),
                new Load.Memory(bias, i, List.of()));
        Expr sum = Expr.accumulator(DType.FLOAT32).add(Expr.input(2, DType.FLOAT32));
        return new Kernel(
                "product",
                loads,
                new int[] {3},
                new int[] {outer, inner},
                Reduction.SUM,
                body,
                List.of(new Store(out, i, sum)));
    }

    @Test
    void theLongestLoopIsSplitAndThePartsAreAddedInOrder() {
        SplitSum split = Objects.requireNonNull(SplitSum.of(product(2, 12, A.mul(B)), 4, 64));

        assertThat(split.between().size()).isEqualTo(12);
        assertThat(split.between().offset()).isEqualTo(64);
        assertThat(split.parts()).hasToString("""
                product in parts for [4, 3] SUM over [2, 3] of MULTIPLY(in0, in1)
                    work-1[3*i0 + i1] = acc
                    in0 = leaf0[3*i0 + 24*i1 + 12*i2 + i3]
                    in1 = leaf1[3*i0 + 12*i2 + i3]""");
        assertThat(split.whole()).hasToString("""
                product of parts for [3] SUM over [4] of in0
                    out0[i0] = ADD(acc, in2)
                    in0 = work-1[i0 + 3*i1]
                    in1 = work-1[i0 + 3*i1]
                    in2 = leaf2[i0]""");
    }

    @Test
    void theLastPartMayBeShorter() {
        SplitSum split = Objects.requireNonNull(SplitSum.of(product(2, 10, A.mul(B)), 4, 0));

        assertThat(split.parts().extents()).containsExactly(4, 3);
        assertThat(split.parts().reduced()).containsExactly(2, 3);
        assertThat(split.parts().loads().get(1)).hasToString("leaf1[3*i0 + 10*i2 + i3] if [0 <= 3*i0 + i3 < 10]");
    }

    @Test
    void whatIsNoContractionOrHasNothingToSplitStaysWhole() {
        assertThat(SplitSum.of(product(2, 12, A.add(B)), 4, 0)).isNull();
        assertThat(SplitSum.of(product(1, 1, A.mul(B)), 4, 0)).isNull();
    }
}
