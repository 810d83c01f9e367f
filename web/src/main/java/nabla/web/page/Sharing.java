package nabla.web.page;

import nabla.web.dom.Clipboard;
import nabla.web.dom.Dom;
import nabla.web.js.Http;
import nabla.web.js.JavaScriptException;
import nabla.web.js.JsRecord;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** Sends a trained network to the server and shows the link it has got. */
final class Sharing {
    private final HTMLElement place = Dom.byId("share-result");
    private final HTMLElement button = Dom.get("share");

    /** Says that the network is being packed. */
    void begin() {
        Dom.setEnabled(button, false);
        say("Saving …");
    }

    /** Posts the file; shows the link, or why there is none. */
    void send(ArrayBuffer file) {
        String key = randomKey();
        new Thread(() -> {
                    try {
                        JsRecord answer = Http.post("/api/models", file, key);
                        remember(answer.text("id"), answer.text("editSecret", ""));
                        show(origin() + answer.text("url"));
                    } catch (JavaScriptException failure) {
                        say("It could not be saved. " + failure.getMessage());
                    }
                    Dom.setEnabled(button, true);
                })
                .start();
    }

    /** The worker could not pack the network. */
    void fail(String reason) {
        say(reason);
        Dom.setEnabled(button, true);
    }

    void hide() {
        place.setHidden(true);
    }

    private void say(String text) {
        place.setInnerHTML("");
        HTMLElement line = Dom.element("p", "", text);
        line.setAttribute("role", "status");
        place.appendChild(line);
        place.setHidden(false);
    }

    private void show(String link) {
        say("Anyone with this link sees the curves, draws digits for the network, and can train it further.");
        HTMLElement field = Dom.element("input", "");
        field.setAttribute("readonly", "");
        field.setAttribute("data-testid", "share-link");
        field.setAttribute("aria-label", "Link to the shared network");
        Dom.setValue(field, link);
        HTMLElement copy = Dom.element("button", "button", "Copy");
        copy.setAttribute("type", "button");
        Dom.on(copy, "click", () -> {
            select(field);
            Clipboard.copy(link);
            Dom.setText(copy, "Copied");
        });
        HTMLElement open = Dom.element("a", "button", "Open");
        open.setAttribute("href", link);
        place.insertBefore(open, place.getFirstChild());
        place.insertBefore(copy, open);
        place.insertBefore(field, copy);
        field.focus();
        select(field);
    }

    @JSBody(
            script = "return crypto.randomUUID?crypto.randomUUID():"
                    + "Array.from(crypto.getRandomValues(new Uint32Array(4))).join('-');")
    private static native String randomKey();

    /** The secret that allows to delete the model stays in this browser only. */
    @JSBody(
            params = {"id", "secret"},
            script = "try{if(secret)localStorage.setItem('nabla.secret.'+id,secret);}catch(e){}")
    private static native void remember(String id, String secret);

    @JSBody(script = "return location.origin;")
    private static native String origin();

    @JSBody(params = "field", script = "field.select();")
    private static native void select(HTMLElement field);
}
