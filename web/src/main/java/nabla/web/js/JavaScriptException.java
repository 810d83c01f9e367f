package nabla.web.js;

/** A promise was rejected; the message is the reason's. */
public final class JavaScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JavaScriptException(String message) {
        super(message);
    }
}
