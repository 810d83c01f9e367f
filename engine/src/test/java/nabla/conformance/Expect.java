package nabla.conformance;

/** Comparisons that must hold exactly. */
final class Expect {
    private Expect() {}

    /** Throws, telling both, unless the two are equal. */
    static void equal(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + ": expected " + expected + ", got " + actual);
        }
    }
}
