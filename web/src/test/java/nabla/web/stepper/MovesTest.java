package nabla.web.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Granularity and breakpoints: where a move ends. */
class MovesTest {
    private final Trace trace = Traces.small();
    private final Breakpoints breakpoints = new Breakpoints();

    @Test
    void anOperationIsOneStep() {
        assertThat(Granularity.OPERATION.move(trace, 3, 1)).isEqualTo(4);
        assertThat(Granularity.OPERATION.move(trace, 0, -1)).isEqualTo(-1);
        assertThat(Granularity.OPERATION.move(trace, 8, 1)).isEqualTo(9);
    }

    @Test
    void aLineIsAllItsStepsInAPhase() {
        assertThat(Granularity.LINE.move(trace, 1, 1)).isEqualTo(3);
        assertThat(Granularity.LINE.move(trace, 3, -1)).isEqualTo(1);
        assertThat(Granularity.LINE.move(trace, 3, 1)).isEqualTo(4);
    }

    @Test
    void aModuleEndsWithItsPhase() {
        assertThat(Granularity.MODULE.move(trace, 5, 1)).isEqualTo(8);
        assertThat(Granularity.MODULE.move(trace, 8, -1)).isEqualTo(5);
    }

    @Test
    void anIterationIsLeft() {
        assertThat(Granularity.ITERATION.move(trace, 3, 1)).isEqualTo(trace.length());
        assertThat(Granularity.ITERATION.move(trace, 3, -1)).isEqualTo(-1);
    }

    @Test
    void aLineStopsWhereItIsEntered() {
        assertThat(breakpoints.toggle(6)).isTrue();
        assertThat(breakpoints.reason(trace, 0, 1).toString()).contains("line 6");
        assertThat(breakpoints.reason(trace, 1, 2).toString()).isEmpty();
        assertThat(breakpoints.text()).isEqualTo("Line 6.");
        assertThat(breakpoints.toggle(6)).isFalse();
        assertThat(breakpoints.isEmpty()).isTrue();
    }

    @Test
    void aLargeGradientStops() {
        breakpoints.limit(1);
        assertThat(breakpoints.reason(trace, 3, 4).toString()).contains("norm").contains("gradient of fc");
        assertThat(breakpoints.reason(trace, 1, 2).toString()).isEmpty();
        breakpoints.limit(3);
        assertThat(breakpoints.reason(trace, 3, 4).toString()).isEmpty();
    }
}
