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

    /** The engine's answer is PyTorch's. */
    public static Outcome passed() {
        return new Outcome(Kind.PASSED, "");
    }

    /** It is another, or there is none. */
    public static Outcome failed(String message) {
        return new Outcome(Kind.FAILED, message);
    }

    /** The case could not be run. */
    public static Outcome skipped(String reason) {
        return new Outcome(Kind.SKIPPED, reason);
    }
}
