package nabla.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nabla.op.DType;
import nabla.op.Expr;
import org.junit.jupiter.api.Test;

class PhasesTest {
    private static final Slot FROM = new Slot(Slot.Place.LEAF, 0, DType.FLOAT32, 7, 0);
    private static final Slot TO = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, 14, 0);

    /** out[i] = sum over k of in[(i - k) / 2] where that is whole: each input spread over a window. */
    private static Kernel spread(int window, Expr body) {
        Index i = Index.loop(0, 14);
        Index difference = i.minus(Index.loop(1, window));
        Load load = new Load.Memory(
                FROM,
                difference.dividedBy(2),
                List.of(new Bound(difference.modulo(2), 1), new Bound(difference.dividedBy(2), 7)));
        Store store = new Store(TO, i, Expr.accumulator(DType.FLOAT32));
        return new Kernel(
                "spread", List.of(load), new int[] {14}, new int[] {window}, Reduction.SUM, body, List.of(store));
    }

    @Test
    void aWindowOfTheStrideHasOneTermForEachOutput() {
        List<Kernel> phases = Phases.split(spread(2, Expr.input(0, DType.FLOAT32)));

        assertThat(phases).hasSize(2);
        for (int phase = 0; phase < 2; phase++) {
            Kernel kernel = phases.get(phase);
            assertThat(kernel.extents()).containsExactly(7);
            assertThat(kernel.reduced()).containsExactly(1);
            assertThat(kernel.loads().get(0)).hasToString("leaf0[i0]");
            assertThat(kernel.stores().get(0).address()).hasToString(phase == 0 ? "2*i0" : "2*i0 + 1");
        }
    }

    @Test
    void aLargerWindowKeepsTheBoundsOfItsEdges() {
        List<Kernel> phases = Phases.split(spread(3, Expr.input(0, DType.FLOAT32)));

        assertThat(phases).hasSize(2);
        assertThat(phases.get(0).reduced()).containsExactly(2);
        assertThat(phases.get(0).loads().get(0)).hasToString("leaf0[i0 + -1*i1] if [0 <= i0 + -1*i1 < 7]");
        assertThat(phases.get(1).reduced()).containsExactly(1);
    }

    @Test
    void aBodyThatIsNotZeroOutsideIsLeftAlone() {
        Kernel kernel = spread(2, Expr.input(0, DType.FLOAT32).exp());

        assertThat(Phases.split(kernel)).containsExactly(kernel);
    }
}
