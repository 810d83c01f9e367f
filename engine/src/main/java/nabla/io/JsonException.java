package nabla.io;

/** Text that is not JSON, or JSON that is not what was asked for. */
public final class JsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public JsonException(String message) {
        super(message);
    }
}
