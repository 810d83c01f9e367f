package nabla.backend;

/** A device has no room for a buffer. The message says how much was asked, what is in use, and what to do. */
public final class OutOfMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutOfMemoryException(String message) {
        super(message);
    }
}
