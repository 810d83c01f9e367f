package nabla.conformance;

/**
 * What came of a case.
 *
 * @param message for a failure what was expected and what was got, for a skipped case why; otherwise empty
 */
public record Outcome(Kind kind, String message) {
    /** How it ended. */
    public enum Kind {
        PASSED,
        FAILED,
        SKIPPED
    }

    static Outcome passed() {
        return new Outcome(Kind.PASSED, "");
    }

    static Outcome failed(String message) {
        return new Outcome(Kind.FAILED, message);
    }

    static Outcome skipped(String reason) {
        return new Outcome(Kind.SKIPPED, reason);
    }
}
