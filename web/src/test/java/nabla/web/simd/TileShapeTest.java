package nabla.web.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TileShapeTest {
    @Test
    void largeProductsFillTheRegisters() {
        assertThat(TileShape.of(510, 128, MultiplyAdd.FUSED)).isEqualTo(new TileShape(6, 2));
        assertThat(TileShape.of(510, 128, MultiplyAdd.SEPARATE)).isEqualTo(new TileShape(5, 2));
    }

    @Test
    void aSingleRowIsSummedUpInManyVectors() {
        assertThat(TileShape.of(1, 64, MultiplyAdd.FUSED).columns()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void whatIsLeftOfTheColumnsHasTilesOfItsOwnHeight() {
        assertThat(TileShape.ofColumns(32, 3, MultiplyAdd.FUSED)).isEqualTo(new TileShape(3, 3));
        assertThat(TileShape.ofColumns(2, 13, MultiplyAdd.FUSED)).isEqualTo(new TileShape(1, 13));
    }

    @Test
    void tilesFollowNarrowOutputs() {
        assertThat(TileShape.of(10, 3, MultiplyAdd.FUSED).columns()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void everyTileFitsTheRegisters(MultiplyAdd multiplyAdd) {
        for (int rows = 1; rows < 40; rows++) {
            for (int columns = 1; columns < 40; columns++) {
                TileShape shape = TileShape.of(rows, columns, multiplyAdd);
                int kept = Math.min(shape.rows(), shape.columns());
                assertThat(shape.rows() * shape.columns() + kept).isLessThanOrEqualTo(multiplyAdd.registers);
                assertThat(shape.rows()).isLessThanOrEqualTo(rows);
            }
        }
    }
}
