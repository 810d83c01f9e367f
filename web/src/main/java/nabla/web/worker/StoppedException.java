package nabla.web.worker;

/** The person has stopped the run. Thrown between two batches, through the lesson's program. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("The run was stopped.");
    }
}
