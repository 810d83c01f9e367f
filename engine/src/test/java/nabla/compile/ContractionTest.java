package nabla.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import nabla.op.DType;
import nabla.op.Expr;
import org.junit.jupiter.api.Test;

class ContractionTest {
    private static final Expr PRODUCT = Expr.input(0, DType.FLOAT32).mul(Expr.input(1, DType.FLOAT32));

    private static Slot leaf(int number) {
        return new Slot(Slot.Place.LEAF, number, DType.FLOAT32, 100_000, 0);
    }

    private static Kernel sum(int[] extents, int[] reduced, Index left, Index right, Index target) {
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, 100_000, 0);
        List<Load> loads =
                List.of(new Load.Memory(leaf(0), left, List.of()), new Load.Memory(leaf(1), right, List.of()));
        Store store = new Store(out, target, Expr.accumulator(DType.FLOAT32));
        return new Kernel("matmul", loads, extents, reduced, Reduction.SUM, PRODUCT, List.of(store));
    }

    @Test
    void aMatrixProductHasOneLoopAGroup() {
        Index i = Index.loop(0, 3);
        Index j = Index.loop(1, 5);
        Index k = Index.loop(2, 7);
        Kernel kernel = sum(
                new int[] {3, 5},
                new int[] {7},
                i.times(7).plus(k),
                j.times(7).plus(k),
                i.times(5).plus(j));

        Contraction contraction = Objects.requireNonNull(Contraction.of(kernel));

        assertThat(contraction.isMatrixProduct()).isTrue();
        assertThat(contraction.left()).isEqualTo(kernel.loads().get(0));
        assertThat(contraction.rows()).containsExactly(0);
        assertThat(contraction.columns()).containsExactly(1);
        assertThat(contraction.batch()).isEmpty();
        assertThat(contraction.inner()).containsExactly(2);
    }

    @Test
    void theLastOutputLoopIsAColumnWhateverTheOrderOfTheFactors() {
        Index i = Index.loop(0, 3);
        Index j = Index.loop(1, 5);
        Index k = Index.loop(2, 7);
        Kernel kernel = sum(
                new int[] {3, 5},
                new int[] {7},
                j.times(7).plus(k),
                i.times(7).plus(k),
                i.times(5).plus(j));

        Contraction contraction = Objects.requireNonNull(Contraction.of(kernel));

        assertThat(contraction.left()).isEqualTo(kernel.loads().get(1));
        assertThat(contraction.columns()).containsExactly(1);
    }

    @Test
    void batchesOfDenseMatricesMergeIntoOneMatrixWhereOneFactorIsShared() {
        Index batch = Index.loop(0, 2);
        Index i = Index.loop(1, 3);
        Index j = Index.loop(2, 5);
        Index k = Index.loop(3, 7);
        Kernel kernel = sum(
                new int[] {2, 3, 5},
                new int[] {7},
                batch.times(21).plus(i.times(7)).plus(k),
                k.times(5).plus(j),
                batch.times(15).plus(i.times(5)).plus(j));

        Kernel merged = Loops.merged(kernel);

        assertThat(merged.extents()).containsExactly(6, 5);
        Contraction contraction = Objects.requireNonNull(Contraction.of(merged));
        assertThat(contraction.isMatrixProduct()).isTrue();
        assertThat(contraction.left().address()).hasToString("7*i0 + i2");
    }

    @Test
    void mergingKeepsLoopsApartThatAnIndexRunsThroughDifferently() {
        Index i = Index.loop(0, 3);
        Index j = Index.loop(1, 5);
        Load transposed = new Load.Memory(leaf(0), j.times(3).plus(i), List.of());
        Store store = new Store(leaf(1), i.times(5).plus(j), Expr.input(0, DType.FLOAT32));
        Kernel kernel =
                new Kernel("copy", List.of(transposed), new int[] {3, 5}, new int[0], null, null, List.of(store));

        assertThat(Loops.merged(kernel)).isSameAs(kernel);
    }

    @Test
    void mergingDropsLoopsOfOnePass() {
        Index j = Index.loop(1, 5);
        Load load = new Load.Memory(leaf(0), j, List.of(new Bound(j.plus(-1), 3)));
        Store store = new Store(leaf(1), j, Expr.input(0, DType.FLOAT32));
        Kernel kernel = new Kernel("pad", List.of(load), new int[] {1, 5}, new int[0], null, null, List.of(store));

        Kernel merged = Loops.merged(kernel);

        assertThat(merged.extents()).containsExactly(5);
        assertThat(merged.loads().get(0)).hasToString("leaf0[i0] if [0 <= i0 + -1 < 3]");
    }
}
