package nabla.web.js;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** The page's messages, in order. Only {@link #take} waits. */
public final class Inbox {
    private final Deque<JsRecord> waiting = new ArrayDeque<>();
    private @Nullable Wake wake;

    /** Starts to listen, first to what came before. */
    public Inbox() {
        WorkerScope.listen(this::put);
    }

    /** The next message, or null if none has come. */
    public @Nullable JsRecord poll() {
        return waiting.poll();
    }

    /** The next message; waits for it. */
    public JsRecord take() {
        while (true) {
            JsRecord message = waiting.poll();
            if (message != null) {
                return message;
            }
            Promises.await(arrival(call -> wake = call));
        }
    }

    private void put(JsRecord message) {
        waiting.add(message);
        Wake sleeper = wake;
        wake = null;
        if (sleeper != null) {
            sleeper.call();
        }
    }

    @JSFunctor
    private interface Wake extends JSObject {
        void call();
    }

    @JSFunctor
    private interface Waker extends JSObject {
        void keep(Wake wake);
    }

    @JSBody(params = "waker", script = "return new Promise(function(resolve){waker(function(){resolve(null);});});")
    private static native JSPromise<JSObject> arrival(Waker waker);
}
