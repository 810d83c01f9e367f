package nabla.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import nabla.op.DType;
import org.junit.jupiter.api.Test;

class IndexTest {
    private static final Index I = Index.loop(0, 6);
    private static final Index J = Index.loop(1, 8);

    @Test
    void sumsAreCanonical() {
        Index one = I.times(8).plus(J).plus(3);
        Index other = J.plus(3).plus(I.times(5)).plus(I.times(3));
        assertThat(one).isEqualTo(other).hasToString("8*i0 + i1 + 3");
        assertThat(one.minus(other)).isEqualTo(Index.ZERO);
    }

    @Test
    void divisionOfARowMajorPositionGivesTheCoordinates() {
        Index position = I.times(8).plus(J);
        assertThat(position.dividedBy(8)).isEqualTo(I);
        assertThat(position.modulo(8)).isEqualTo(J);
    }

    @Test
    void quotientAndRemainderJoinAgain() {
        Index position = I.times(8).plus(J);
        Index apart = position.dividedBy(5).times(5).plus(position.modulo(5));
        assertThat(apart).isEqualTo(position);
    }

    @Test
    void threeCoordinatesJoinAgain() {
        Index position = Index.loop(0, 400);
        Index rows = position.dividedBy(5).modulo(5).times(5);
        Index apart = rows.plus(position.dividedBy(25).times(25)).plus(position.modulo(5));
        assertThat(apart).isEqualTo(position);
    }

    @Test
    void loopsOfOnePassAreZero() {
        assertThat(Index.loop(3, 1)).isEqualTo(Index.ZERO);
    }

    @Test
    void knowsItsRange() {
        Index index = I.times(-2).plus(J).plus(1);
        assertThat(index.min()).isEqualTo(-9);
        assertThat(index.max()).isEqualTo(8);
    }

    @Test
    void boundsThatAlwaysHoldAreKnown() {
        assertThat(new Bound(I.plus(1), 7).always()).isTrue();
        assertThat(new Bound(I.plus(1), 6).always()).isFalse();
        assertThat(new Bound(I.plus(-1), 6).always()).isFalse();
    }

    @Test
    void simplificationNeverChangesTheValue() {
        Random random = new Random(0);
        IndexValue values = new IndexValue() {
            @Override
            public int lookup(Slot slot, int address) {
                throw new IllegalStateException();
            }

            @Override
            public int argument(int scalar) {
                throw new IllegalStateException();
            }
        };
        for (int round = 0; round < 2000; round++) {
            Index index =
                    I.times(random.nextInt(12)).plus(J.times(random.nextInt(5))).plus(random.nextInt(4));
            int outer = 1 + random.nextInt(9);
            int inner = 1 + random.nextInt(9);
            Index simplified = index.dividedBy(outer)
                    .times(inner)
                    .plus(J)
                    .modulo(outer + 2)
                    .dividedBy(inner);
            int[] counters = {random.nextInt(6), random.nextInt(8)};
            int value = values.of(index, counters);
            int expected = (value / outer * inner + counters[1]) % (outer + 2) / inner;
            assertThat(values.of(simplified, counters)).as("%s", simplified).isEqualTo(expected);
            assertThat((long) expected).isBetween(simplified.min(), simplified.max());
        }
    }

    @Test
    void aLookupDependsOnWhatItsAddressDependsOn() {
        Slot slot = new Slot(Slot.Place.LEAF, 0, DType.INT64, 8, 0);
        Index row = Index.of(new Atom.Lookup(slot, J, 100)).times(784).plus(I);
        assertThat(row).hasToString("i0 + 784*leaf0[i1]");
        assertThat(row.dependsOn(1)).isTrue();
        assertThat(row.variesOnlyLinearly(1)).isFalse();
        assertThat(row.strideOf(0)).isEqualTo(1);
    }
}
