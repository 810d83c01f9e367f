package nabla.graph;

import static org.assertj.core.api.Assertions.assertThat;

import nabla.op.Buffer;
import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Memory;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Shape;
import org.junit.jupiter.api.Test;

final class SweepTest {
    private static final class Cell extends Buffer {
        Cell() {
            super(DType.FLOAT32, 2);
        }
    }

    private final Sweep sweep = new Sweep();

    private static Node leaf() {
        return Node.realized(Shape.of(2), DType.FLOAT32, new Memory(new Cell(), new Object()));
    }

    private static Node mul(Node a, Node b) {
        return Ops.map(Maps.MUL, a, b);
    }

    private static Node scaled(Node leaf, double first, double second) {
        Node larger = mul(leaf, Ops.scalar(first, DType.FLOAT32));
        return mul(larger, Ops.scalar(second, DType.FLOAT32));
    }

    private Graph graph(Node output) {
        Node[] outputs = {output};
        sweep.run(outputs, new Node[1]);
        return sweep.graph(outputs, new Node[1]);
    }

    private boolean follows(Graph graph, Node output) {
        return sweep.follows(graph, new Node[] {output}, new Node[1]);
    }

    @Test
    void findsLeavesAndScalarsOfTheSameStructureInOrder() {
        Graph graph = graph(mul(scaled(leaf(), 2, 3), leaf()));
        Node first = leaf();
        Node second = leaf();

        assertThat(follows(graph, mul(scaled(first, 5, 7), second))).isTrue();

        assertThat(sweep.leafCount()).isEqualTo(2);
        assertThat(sweep.leaf(0)).isSameAs(first);
        assertThat(sweep.leaf(1)).isSameAs(second);
        assertThat(sweep.scalars()).containsExactly(5, 7);
        assertThat(sweep.count()).isEqualTo(graph.nodes().length);
    }

    @Test
    void twoLeavesAreNotOneThatIsUsedTwice() {
        Node a = leaf();
        assertThat(follows(graph(mul(a, a)), mul(a, leaf()))).isFalse();
        assertThat(follows(graph(mul(a, leaf())), mul(a, a))).isFalse();
    }

    @Test
    void otherOperationsShapesAndDepthsDiffer() {
        Node a = leaf();
        Graph graph = graph(mul(a, leaf()));
        assertThat(follows(graph, Ops.map(Maps.ADD, a, leaf()))).isFalse();
        assertThat(follows(graph, mul(a, Ops.scalar(1, DType.FLOAT32)))).isFalse();
        assertThat(follows(graph, mul(a, mul(leaf(), leaf())))).isFalse();
        assertThat(follows(graph, a)).isFalse();
    }

    @Test
    void aResultThatReplacesALeafIsNotOneThatDoesNot() {
        Node a = leaf();
        Node[] output = {mul(a, leaf())};
        sweep.run(output, new Node[] {a});
        Graph graph = sweep.graph(output, new Node[] {a});
        assertThat(sweep.follows(graph, output, new Node[] {a})).isTrue();
        assertThat(sweep.follows(graph, output, new Node[1])).isFalse();
        assertThat(sweep.follows(graph, output, new Node[] {leaf()})).isFalse();
    }

    @Test
    void whatWasReplacedInPlaceIsNotFollowed() {
        Node a = leaf();
        Graph graph = graph(mul(a, leaf()));
        Node b = leaf();
        b.overwrite("test");
        assertThat(follows(graph, mul(a, b))).isFalse();
    }
}
