package nabla.server.dataset;

/** A dataset's file is not what it should be; the message names the file. */
public final class DatasetException extends Exception {
    private static final long serialVersionUID = 1;

    DatasetException(String message) {
        super(message);
    }

    DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
