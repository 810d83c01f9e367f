package nabla.web.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellGridTest {
    private static final int[][] SHAPES = {
        {},
        {64},
        {8, 784},
        {784, 64},
        {64, 64},
        {8, 1, 28, 28},
        {8, 6, 24, 24},
        {16, 6, 5, 5},
        {6, 1, 1},
        {2, 3, 4, 5, 6}
    };

    @Test
    void everyCellIsFoundWhereItLies() {
        for (int[] shape : SHAPES) {
            CellGrid grid = CellGrid.fit(shape, 600, 240);
            for (int cell = 0; cell < grid.size(); cell++) {
                double x = grid.x(cell) + grid.cellWidth() / 2;
                double y = grid.y(cell) + grid.cellHeight() / 2;
                assertThat(grid.at(x, y)).as(Shapes.text(shape) + " " + cell).isEqualTo(cell);
            }
        }
    }

    @Test
    void everyShapeHasAsManyPlacesAsCells() {
        for (int[] shape : SHAPES) {
            int size = 1;
            for (int length : shape) {
                size *= length;
            }
            assertThat(CellGrid.fit(shape, 600, 240).size()).isEqualTo(size);
        }
    }

    @Test
    void matricesFitTheirRoom() {
        for (int[] shape : new int[][] {{64}, {8, 784}, {784, 64}, {64, 64}, {3, 2}}) {
            CellGrid grid = CellGrid.fit(shape, 600, 240);
            assertThat(grid.width()).isLessThanOrEqualTo(600.001);
            assertThat(grid.height()).isLessThanOrEqualTo(240.001);
        }
    }

    @Test
    void arrowsWalkOverThePlanesAndStopAtTheEdge() {
        CellGrid grid = CellGrid.fit(new int[] {2, 3, 4, 4}, 600, 240);
        int endOfFirstRow = 3;
        int firstOfNextPlane = 16;
        assertThat(grid.neighbour(endOfFirstRow, 1, 0)).isEqualTo(firstOfNextPlane);
        assertThat(grid.neighbour(firstOfNextPlane, -1, 0)).isEqualTo(endOfFirstRow);
        assertThat(grid.neighbour(12, 0, 1)).isEqualTo(48);
        assertThat(grid.neighbour(0, -1, 0)).isZero();
        assertThat(grid.neighbour(95, 0, 1)).isEqualTo(95);
    }

    @Test
    void gapsAndTheOutsideHaveNoCell() {
        CellGrid grid = CellGrid.fit(new int[] {2, 1, 4, 4}, 600, 240);
        assertThat(grid.at(4 * grid.cellWidth() + 1, 1)).isEqualTo(-1);
        assertThat(grid.at(-1, 0)).isEqualTo(-1);
        assertThat(grid.at(5000, 0)).isEqualTo(-1);
    }
}
