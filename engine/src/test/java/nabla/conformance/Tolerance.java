package nabla.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import nabla.io.Json;

/** How near a computed number must come to a recorded one. */
record Tolerance(double relative, double absolute) {
    void check(String what, double[] actual, Json recorded) {
        double[] expected = Conformance.numbers(recorded);
        assertThat(actual).as("%s: how many numbers", what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            boolean near = Double.compare(actual[i], expected[i]) == 0
                    || Math.abs(actual[i] - expected[i]) <= absolute + relative * Math.abs(expected[i]);
            assertThat(near)
                    .as("%s, element %d: expected %s, but got %s", what, i, expected[i], actual[i])
                    .isTrue();
        }
    }
}
