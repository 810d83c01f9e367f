package nabla.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ShapeTest {
    @Test
    void everyVectorAndMatrixHasItsOwnExtents() {
        for (int round = 0; round < 2; round++) {
            for (int rows = 0; rows < 300; rows += 7) {
                for (int columns = 0; columns < 600; columns += 11) {
                    Shape matrix = Shape.of(rows, columns);
                    assertThat(matrix.toArray()).containsExactly(rows, columns);
                    assertThat(matrix.size()).isEqualTo(rows * columns);
                    assertThat(matrix.with(0, columns).toArray()).containsExactly(columns, columns);
                    assertThat(matrix.with(1, rows).toArray()).containsExactly(rows, rows);
                    assertThat(matrix.without(0).toArray()).containsExactly(columns);
                    assertThat(matrix.without(1).toArray()).containsExactly(rows);
                }
            }
        }
    }

    @Test
    void givenExtentsMayChangeAfterwards() {
        int[] extents = {2, 3};
        Shape shape = Shape.of(extents);
        extents[0] = 5;
        assertThat(shape).isEqualTo(Shape.of(2, 3)).isNotEqualTo(Shape.of(extents));
    }

    @Test
    void broadcastsToTheShapeThatBothStretchTo() {
        assertThat(broadcast(Shape.of(4, 3), Shape.of(3))).isEqualTo(Shape.of(4, 3));
        assertThat(broadcast(Shape.of(1, 3), Shape.of(4, 3))).isEqualTo(Shape.of(4, 3));
        assertThat(broadcast(Shape.of(4, 1), Shape.of(3))).isEqualTo(Shape.of(4, 3));
        assertThat(broadcast(Shape.of(1), Shape.of(0))).isEqualTo(Shape.of(0));
        assertThat(broadcast(Shape.of(1, 1), Shape.SCALAR)).isEqualTo(Shape.of(1, 1));
        assertThat(broadcast(Shape.of(1, 1, 2), Shape.of(5, 1))).isEqualTo(Shape.of(1, 5, 2));
        assertThatThrownBy(() -> broadcast(Shape.of(2), Shape.of(3))).isInstanceOf(ShapeException.class);
    }

    private static Shape broadcast(Shape a, Shape b) {
        Shape shape = Shape.broadcast("add", a, b);
        assertThat(Shape.broadcast("add", b, a)).isEqualTo(shape);
        return shape;
    }

    @Test
    void refusesNegativeExtents() {
        assertThatThrownBy(() -> Shape.of(-1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Shape.of(2, -3)).isInstanceOf(ShapeException.class);
    }
}
