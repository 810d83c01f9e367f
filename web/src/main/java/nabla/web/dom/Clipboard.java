package nabla.web.dom;

import org.teavm.jso.JSBody;

/** The system's clipboard. */
public final class Clipboard {
    private Clipboard() {}

    @JSBody(
            params = "text",
            script = "if(navigator.clipboard)navigator.clipboard.writeText(text).catch(function(){});"
                    + "else document.execCommand('copy');")
    public static native void copy(String text);
}
