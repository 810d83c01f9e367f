package nabla.nn;

/** A description of a network that makes no sense, or a network that cannot be described. */
public final class ArchitectureException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ArchitectureException(String message) {
        super("architecture: " + message);
    }
}
