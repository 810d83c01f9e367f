package nabla.web.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/** The worker's side of the channel to its page. */
public final class WorkerScope {
    private WorkerScope() {}

    /** Is called for every message, in order. It must not wait. */
    @JSFunctor
    public interface Receiver extends JSObject {
        void receive(JsRecord message);
    }

    /** Hands every message to the receiver, first those that came before the program was loaded. */
    @JSBody(
            params = "receiver",
            script = "var waiting=self.nablaWaiting||[];"
                    + "self.onmessage=function(e){receiver(e.data);};"
                    + "for(var i=0;i<waiting.length;i++)receiver(waiting[i]);self.nablaWaiting=[];")
    public static native void listen(Receiver receiver);

    @JSBody(params = "message", script = "self.postMessage(message);")
    public static native void post(JsRecord message);

    /** Posts the message and gives its buffers away instead of copying them. */
    @JSBody(
            params = {"message", "transfer"},
            script = "self.postMessage(message,transfer);")
    public static native void post(JsRecord message, JSArray<JSObject> transfer);
}
