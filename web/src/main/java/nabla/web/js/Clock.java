package nabla.web.js;

import org.teavm.jso.JSBody;

/** The browser's monotonic clock. */
public final class Clock {
    private Clock() {}

    /** Milliseconds since the program was started, with a fraction. */
    @JSBody(script = "return performance.now();")
    public static native double now();
}
