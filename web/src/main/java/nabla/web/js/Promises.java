package nabla.web.js;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Waiting for a promise in straight-line code. The calling coroutine is suspended; the browser goes on.
 *
 * <p>TeaVM's own {@code JSPromise.await()} hangs on a promise rejected with an Error, and {@code AsyncCallback.error()}
 * makes every later await of the same thread fail again. So both outcomes complete normally here, and the exception is
 * thrown outside.
 */
public final class Promises {
    private Promises() {}

    /**
     * The value the promise is fulfilled with.
     *
     * @throws JavaScriptException with the reason's message if the promise is rejected
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // a promise of nothing is fulfilled with undefined
    public static <T extends JSObject> T await(JSPromise<? extends T> promise) {
        Outcome outcome = settle(promise);
        if (outcome.failure != null) {
            throw new JavaScriptException(outcome.failure);
        }
        return (T) outcome.value;
    }

    /** Lets the browser handle what waits (messages, drawing), then goes on: a macrotask without setTimeout's 4 ms. */
    public static void yieldToBrowser() {
        await(macrotask());
    }

    /** Goes on after the given time in milliseconds. */
    public static void sleep(int milliseconds) {
        await(timeout(milliseconds));
    }

    private static final class Outcome {
        @Nullable
        JSObject value;

        @Nullable
        String failure;
    }

    @JSFunctor
    private interface Fulfilled extends JSObject {
        void accept(JSObject value);
    }

    @JSFunctor
    private interface Rejected extends JSObject {
        void accept(String message);
    }

    @Async
    private static native Outcome settle(JSObject promise);

    private static void settle(JSObject promise, AsyncCallback<Outcome> callback) {
        then(
                promise,
                value -> {
                    Outcome outcome = new Outcome();
                    outcome.value = value;
                    callback.complete(outcome);
                },
                message -> {
                    Outcome outcome = new Outcome();
                    outcome.failure = message;
                    callback.complete(outcome);
                });
    }

    @JSBody(
            params = {"promise", "fulfilled", "rejected"},
            script = "promise.then(function(v){fulfilled(v);}," + "function(e){rejected(String(e&&e.message||e));});")
    private static native void then(JSObject promise, Fulfilled fulfilled, Rejected rejected);

    @JSBody(
            script = "return new Promise(function(resolve){var c=self.nablaChannel;"
                    + "if(!c){c=self.nablaChannel=new MessageChannel();c.queue=[];"
                    + "c.port1.onmessage=function(){c.queue.shift()(null);};}"
                    + "c.queue.push(resolve);c.port2.postMessage(0);});")
    private static native JSPromise<JSObject> macrotask();

    @JSBody(
            params = "milliseconds",
            script = "return new Promise(function(resolve){setTimeout(function(){resolve(null);},milliseconds);});")
    private static native JSPromise<JSObject> timeout(int milliseconds);
}
