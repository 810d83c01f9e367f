package nabla.web.webgpu;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Hears of a promise's outcome without waiting for it. */
final class Outcome {
    private Outcome() {}

    @JSFunctor
    interface Fulfilled<T extends JSObject> extends JSObject {
        void accept(T value);
    }

    @JSFunctor
    interface Rejected extends JSObject {
        void accept(String message);
    }

    /** Calls one of the two, later. */
    @JSBody(
            params = {"promise", "fulfilled", "rejected"},
            script = "promise.then(function(v) { fulfilled(v); },"
                    + "function(e) { rejected(String(e && e.message || e)); });")
    static native <T extends JSObject> void of(JSPromise<T> promise, Fulfilled<T> fulfilled, Rejected rejected);
}
