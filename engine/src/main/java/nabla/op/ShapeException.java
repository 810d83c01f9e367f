package nabla.op;

/** Shapes that do not fit an operation. The message names the operation, the shapes, the cause and a likely cure. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }
}
