package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.dom.html.HTMLElement;

/** The page's side of the channel to the worker, which it can start anew at any time. */
final class WorkerClient {
    /** Is called for every message from the worker, in order. */
    interface Listener {
        void receive(JsRecord message);
    }

    private final JsRecord assets;
    private final Listener listener;
    private WebWorker worker;

    WorkerClient(Listener listener) {
        this.listener = listener;
        HTMLElement map = Dom.byId("assets");
        assets = JsRecord.parse(textOf(map));
        worker = start();
    }

    /** Chooses the device: {@code auto}, {@code simd} or {@code webgpu}. Must be the first message. */
    void init(String device) {
        send(JsRecord.create()
                .with("type", "init")
                .with("device", device)
                .with("program", "worker.wasm")
                .with("assets", assets));
    }

    void send(JsRecord message) {
        worker.postMessage(message);
    }

    /** Sends the message and gives the buffer away instead of copying it. */
    void send(JsRecord message, JSObject transfer) {
        JSArray<JSObject> list = new JSArray<>();
        list.push(transfer);
        worker.postMessage(message, list);
    }

    /** Ends the worker, whatever it is doing, and starts another, which knows nothing yet. */
    void restart() {
        worker.terminate();
        worker = start();
    }

    private WebWorker start() {
        WebWorker started = create(assets.text("worker.js"));
        connect(started, message -> {
            if (started == worker) {
                listener.receive(message);
            }
        });
        return started;
    }

    /** A web worker of the browser. */
    private interface WebWorker extends JSObject {
        void postMessage(JsRecord message);

        void postMessage(JsRecord message, JSArray<JSObject> transfer);

        void terminate();
    }

    @JSFunctor
    private interface Receiver extends JSObject {
        void receive(JsRecord message);
    }

    @JSBody(params = "address", script = "return new Worker(address);")
    private static native WebWorker create(String address);

    /** Errors that nobody caught in the worker, traps of WebAssembly among them, arrive as messages too. */
    @JSBody(
            params = {"worker", "receiver"},
            script = "worker.onmessage=function(e){receiver(e.data);};"
                    + "worker.onerror=function(e){receiver({type:'error',fatal:true,"
                    + "message:e.message||'The training program could not be loaded.'});};")
    private static native void connect(WebWorker worker, Receiver receiver);

    @JSBody(params = "element", script = "return element.textContent;")
    private static native String textOf(HTMLElement element);
}
