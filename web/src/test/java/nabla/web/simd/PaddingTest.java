package nabla.web.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Load;
import nabla.compile.Slot;
import nabla.op.DType;
import org.junit.jupiter.api.Test;

class PaddingTest {
    private static final Slot IMAGE = new Slot(Slot.Place.LEAF, 0, DType.FLOAT32, 2 * 5 * 5, 0);

    /** Two images of 5 by 5, a window of 3 by 3, a border of 1: loops n, y, x, v, u. */
    private static final int[] EXTENTS = {2, 5, 5, 3, 3};

    private static Index loop(int axis) {
        return Index.loop(axis, EXTENTS[axis]);
    }

    @Test
    void boundsBecomeABorderOfZeros() {
        Index row = loop(1).plus(loop(3)).plus(-1);
        Index column = loop(2).plus(loop(4)).plus(-1);
        Index address = loop(0).times(25).plus(row.times(5)).plus(column);
        Load.Memory load = new Load.Memory(IMAGE, address, List.of(new Bound(row, 5), new Bound(column, 5)));

        Padding padding = Objects.requireNonNull(Padding.of(load, EXTENTS, 0, new Scratch(64)));

        assertThat(padding.copy().extents()).containsExactly(2, 7, 7);
        assertThat(padding.copy().loads().get(0))
                .hasToString("leaf0[25*i0 + 5*i1 + i2 + -6] if [0 <= i1 + -1 < 5, 0 <= i2 + -1 < 5]");
        assertThat(padding.copy().stores().get(0).address()).hasToString("49*i0 + 7*i1 + i2");
        assertThat(padding.load().bounds()).isEmpty();
        assertThat(padding.load().address()).hasToString("49*i0 + 7*i1 + i2 + 7*i3 + i4");
        assertThat(padding.load().slot().size()).isEqualTo(2 * 7 * 7);
        assertThat(padding.load().slot().offset()).isEqualTo(64);
    }

    @Test
    void onePictureIsPaddedAtATimeWhereTheLoopThroughThemRunsOutside() {
        Index row = loop(1).plus(loop(3)).plus(-1);
        Load.Memory load = new Load.Memory(IMAGE, loop(0).times(25).plus(row.times(5)), List.of(new Bound(row, 5)));

        Padding padding = Objects.requireNonNull(Padding.of(load, EXTENTS, 1, new Scratch(0)));

        assertThat(padding.copy().extents()).containsExactly(2, 7);
        assertThat(padding.copy().loads().get(0)).hasToString("leaf0[25*i0 + 5*i1 + -5] if [0 <= i1 + -1 < 5]");
        assertThat(padding.copy().stores().get(0).address()).hasToString("i1");
        assertThat(padding.load().address()).hasToString("i1 + i3");
        assertThat(padding.load().slot().size()).isEqualTo(7);
    }

    @Test
    void boundsOnQuotientsStay() {
        Index half = loop(1).dividedBy(2);
        Load.Memory load = new Load.Memory(IMAGE, half, List.of(new Bound(half, 2)));

        assertThat(Padding.of(load, EXTENTS, 0, new Scratch(0))).isNull();
    }
}
