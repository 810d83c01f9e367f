package nabla.conformance;

import nabla.io.Decimals;
import nabla.io.Json;
import nabla.runtime.Device;

/** How near a computed number must come to a recorded one. */
record Tolerance(double relative, double absolute) {
    private static final Tolerance FLOAT64 = new Tolerance(1e-6, 1e-8);
    private static final Tolerance FLOAT32 = new Tolerance(2e-4, 2e-5);
    private static final Tolerance FLOAT32_AFTER_MANY_STEPS = new Tolerance(1e-3, 2e-5);

    /** Returns what the standard device's precision allows. */
    static Tolerance usual() {
        return exact() ? FLOAT64 : FLOAT32;
    }

    /** Returns what the standard device's precision allows after many steps of training. */
    static Tolerance training() {
        return exact() ? FLOAT64 : FLOAT32_AFTER_MANY_STEPS;
    }

    private static boolean exact() {
        return Device.standard().name().equals("reference");
    }

    /** Throws unless all numbers are near enough; infinite ones and those that are not numbers must be the same. */
    void check(String what, double[] actual, Json recorded) {
        check(what, actual, Conformance.numbers(recorded));
    }

    /** Throws unless all numbers are near enough; infinite ones and those that are not numbers must be the same. */
    void check(String what, double[] actual, double[] expected) {
        Expect.equal(what + ": how many numbers", expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            if (!near(actual[i], expected[i])) {
                throw new AssertionError(what + ", element " + i + ": expected " + Decimals.shortest(expected[i])
                        + ", got " + Decimals.shortest(actual[i]));
            }
        }
    }

    private boolean near(double actual, double expected) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(actual, expected) == 0;
        }
        return Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
    }
}
