package nabla.web.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphLayoutTest {
    private final Trace trace = Traces.small();

    @Test
    void everyOperationAndLeafHasANode() {
        GraphLayout layout = new GraphLayout(trace, Set.of());
        assertThat(layout.nodes())
                .extracting(GraphLayout.Node::label)
                .containsExactlyInAnyOrder("t", "mm", "mean", "weight", "batch.x");
        assertThat(layout.edges()).hasSize(4);
    }

    @Test
    void valuesGoFromLeftToRight() {
        GraphLayout layout = new GraphLayout(trace, Set.of());
        for (GraphLayout.Edge edge : layout.edges()) {
            GraphLayout.Node from = layout.nodes().get(edge.from());
            GraphLayout.Node to = layout.nodes().get(edge.to());
            assertThat(from.x() + GraphLayout.NODE_WIDTH).isLessThan(to.x());
        }
    }

    @Test
    void noTwoNodesOverlap() {
        GraphLayout layout = new GraphLayout(trace, Set.of());
        for (GraphLayout.Node one : layout.nodes()) {
            for (GraphLayout.Node other : layout.nodes()) {
                if (one != other) {
                    boolean apart = Math.abs(one.x() - other.x()) >= GraphLayout.NODE_WIDTH
                            || Math.abs(one.y() - other.y()) >= GraphLayout.NODE_HEIGHT;
                    assertThat(apart).as(one + " and " + other).isTrue();
                }
            }
        }
    }

    @Test
    void aFoldedModuleIsOneNode() {
        GraphLayout layout = new GraphLayout(trace, Set.of("fc"));
        assertThat(layout.nodes()).hasSize(3);
        assertThat(layout.nodeOfStep(1)).isEqualTo(layout.nodeOfStep(2));
        assertThat(layout.nodeOfLeaf(Traces.WEIGHT)).isEqualTo(layout.nodeOfStep(2));
    }

    @Test
    void anEdgeGrowsByAPixelForEachPowerOfTen() {
        assertThat(GraphDrawing.thickness(1)).isEqualTo(4);
        assertThat(GraphDrawing.thickness(0.01)).isEqualTo(2);
        assertThat(GraphDrawing.thickness(0)).isEqualTo(1);
        assertThat(GraphDrawing.thickness(1e9)).isEqualTo(6);
    }
}
