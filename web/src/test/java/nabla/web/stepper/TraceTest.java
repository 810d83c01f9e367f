package nabla.web.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceTest {
    private final Trace trace = Traces.small();

    @Test
    void phasesAreCounted() {
        assertThat(trace.count(Phase.FORWARD)).isEqualTo(2);
        assertThat(trace.first(Phase.BACKWARD)).isEqualTo(4);
        assertThat(trace.step(Phase.BACKWARD, 2)).isEqualTo(6);
        assertThat(trace.step(Phase.BACKWARD, 99)).isEqualTo(7);
        assertThat(trace.number(trace.step(6))).isEqualTo(2);
    }

    @Test
    void makersOfTensorsAreKnown() {
        assertThat(trace.producer(Traces.OUTPUT)).isEqualTo(2);
        assertThat(trace.producer(Traces.WEIGHT)).isEqualTo(-1);
        assertThat(trace.mainOutput(trace.step(8))).isEqualTo(Traces.UPDATE);
        assertThat(trace.mainOutput(trace.step(0))).isEqualTo(-1);
    }

    @Test
    void stepsOfParametersKnowThem() {
        assertThat(trace.parameter(trace.step(7))).isEqualTo(Traces.WEIGHT);
        assertThat(trace.parameter(trace.step(8))).isEqualTo(Traces.WEIGHT);
        assertThat(trace.parameter(trace.step(2))).isEqualTo(-1);
    }

    @Test
    void backwardStepsMoveToTheLineThatCallsThem() {
        Trace moved = trace.withBackwardAt(8);
        assertThat(moved.step(5).line()).isEqualTo(8);
        assertThat(moved.step(moved.step(5).forward()).line()).isEqualTo(6);
        assertThat(moved.step(2).line()).isEqualTo(6);
    }

    @Test
    void tapeHasARowForEachOperationAndParameter() {
        assertThat(TapeView.rows(trace))
                .containsExactly(
                        new TapeView.Row(1, 7, Traces.WEIGHT),
                        new TapeView.Row(1, 6, -1),
                        new TapeView.Row(2, 5, -1),
                        new TapeView.Row(3, 4, -1));
    }

    @Test
    void cellsAreThoseOfTheTensorUntilAllAreThere() {
        TensorInfo loss = trace.tensor(Traces.LOSS);
        assertThat(trace.cells(loss)).hasSize(1);
        trace.complete(Traces.LOSS, new double[] {1, 2});
        assertThat(trace.cells(loss)).containsExactly(1, 2);
    }
}
