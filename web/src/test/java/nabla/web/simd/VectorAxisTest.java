package nabla.web.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Reduction;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.DType;
import nabla.op.Expr;
import org.junit.jupiter.api.Test;

class VectorAxisTest {
    /** The maximum of windows of 2 by 2: rows, columns, then the window's. */
    private static Kernel pooling(int stride) {
        Slot picture = new Slot(Slot.Place.LEAF, 0, DType.FLOAT32, 10_000, 0);
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, 120, 0);
        Index address = Index.loop(0, 10)
                .times(100)
                .plus(Index.loop(1, 12).times(stride))
                .plus(Index.loop(2, 2).times(50))
                .plus(Index.loop(3, 2));
        Index place = Index.loop(0, 10).times(12).plus(Index.loop(1, 12));
        return new Kernel(
                "max",
                List.of(new Load.Memory(picture, address, List.of())),
                new int[] {10, 12},
                new int[] {2, 2},
                Reduction.MAXIMUM,
                Expr.input(0, DType.FLOAT32),
                List.of(new Store(out, place, Expr.accumulator(DType.FLOAT32))));
    }

    @Test
    void windowsAtEverySecondElementAreComputedFourAtATime() {
        assertThat(VectorAxis.of(pooling(2), 0, 2, false)).isEqualTo(1);
    }

    @Test
    void windowsFurtherApartScoreLess() {
        assertThat(VectorAxis.isBetter(pooling(2), 1, 0)).isTrue();
        assertThat(VectorAxis.isBetter(pooling(3), 1, 0)).isTrue();
        assertThat(VectorAxis.isBetter(pooling(3), 0, 1)).isTrue();
    }
}
