package nabla.web.webgpu;

/** The GPU is gone, or has reported an error after which its results cannot be trusted. The message says why. */
public final class DeviceLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeviceLostException(String message) {
        super(message);
    }
}
