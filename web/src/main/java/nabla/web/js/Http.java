package nabla.web.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Uint8Array;

/** Requests to our own server. Every method waits; call them from a thread. */
public final class Http {
    private Http() {}

    /** Is told how many bytes have come so far. It must not wait. */
    @FunctionalInterface
    public interface Progress {
        void received(int bytes);
    }

    /**
     * The JSON object at the address.
     *
     * @throws JavaScriptException with the server's own words if it refuses, or if it cannot be reached
     */
    public static JsRecord json(String address) {
        return Promises.await(parsed(checked(address, request(address))));
    }

    /** All bytes at the address. */
    public static ArrayBuffer bytes(String address) {
        return Promises.await(buffered(checked(address, request(address))));
    }

    /**
     * All bytes at the address, of which there are {@code size}, with news of the progress.
     *
     * @throws JavaScriptException if more or fewer bytes come than announced
     */
    public static Uint8Array bytes(String address, int size, Progress progress) {
        Reader reader = reader(checked(address, request(address)));
        Uint8Array all = new Uint8Array(size);
        int received = 0;
        while (true) {
            Chunk chunk = Promises.await(reader.read());
            if (chunk.isDone()) {
                break;
            }
            int length = chunk.getValue().getLength();
            if (received + length > size) {
                throw new JavaScriptException(address + ": more bytes came than the " + size + " announced.");
            }
            all.set(chunk.getValue(), received);
            received += length;
            progress.received(received);
        }
        if (received != size) {
            throw new JavaScriptException(
                    address + ": the transfer ended after " + received + " of " + size + " bytes. Try again.");
        }
        return all;
    }

    /** The answer (JSON) to a POST of the bytes. {@code key} makes repeating the request harmless. */
    public static JsRecord post(String address, ArrayBuffer body, String key) {
        return Promises.await(parsed(checked(address, postRequest(address, body, key))));
    }

    private static Response checked(String address, JSPromise<Response> request) {
        Response response;
        try {
            response = Promises.await(request);
        } catch (JavaScriptException unreachable) {
            throw new JavaScriptException("The server cannot be reached (" + address + "). Is the connection up?");
        }
        if (response.isOk()) {
            return response;
        }
        String reason = "";
        try {
            JsRecord problem = Promises.await(parsed(response));
            reason = problem.text("detail", problem.text("title", ""));
        } catch (JavaScriptException notJson) {
            // The status says what can be said.
        }
        throw new JavaScriptException(reason.isEmpty() ? "The server answered " + response.getStatus() + "." : reason);
    }

    private interface Response extends JSObject {
        @JSProperty
        boolean isOk();

        @JSProperty
        int getStatus();
    }

    private interface Reader extends JSObject {
        JSPromise<Chunk> read();
    }

    private interface Chunk extends JSObject {
        @JSProperty
        boolean isDone();

        @JSProperty
        Uint8Array getValue();
    }

    @JSBody(params = "address", script = "return fetch(address);")
    private static native JSPromise<Response> request(String address);

    @JSBody(
            params = {"address", "body", "key"},
            script = "return fetch(address,{method:'POST',body:body,"
                    + "headers:{'Content-Type':'application/octet-stream','Idempotency-Key':key}});")
    private static native JSPromise<Response> postRequest(String address, ArrayBuffer body, String key);

    @JSBody(params = "response", script = "return response.json();")
    private static native JSPromise<JsRecord> parsed(Response response);

    @JSBody(params = "response", script = "return response.arrayBuffer();")
    private static native JSPromise<ArrayBuffer> buffered(Response response);

    @JSBody(params = "response", script = "return response.body.getReader();")
    private static native Reader reader(Response response);
}
