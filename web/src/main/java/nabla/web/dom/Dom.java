package nabla.web.dom;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.events.EventListener;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.Element;

/** Finding and making elements. */
public final class Dom {
    private Dom() {}

    public static HTMLDocument document() {
        return HTMLDocument.current();
    }

    /** The element with this id; the templates promise it. */
    public static HTMLElement byId(String id) {
        HTMLElement element = document().getElementById(id);
        if (element == null) {
            throw new IllegalStateException("The page has no element with the id " + id + ".");
        }
        return element;
    }

    /** The element with this {@code data-testid}, or null where the page does without it. */
    public static @Nullable HTMLElement find(String testId) {
        return document().querySelector("[data-testid='" + testId + "']");
    }

    /** The element with this {@code data-testid}; the templates promise it. */
    public static HTMLElement get(String testId) {
        HTMLElement element = find(testId);
        if (element == null) {
            throw new IllegalStateException("The page has no element with data-testid " + testId + ".");
        }
        return element;
    }

    public static HTMLElement element(String tag, String className) {
        HTMLElement element = document().createElement(tag);
        if (!className.isEmpty()) {
            element.setClassName(className);
        }
        return element;
    }

    public static HTMLElement element(String tag, String className, String text) {
        HTMLElement element = element(tag, className);
        setText(element, text);
        return element;
    }

    /** A canvas of so many dots. */
    public static HTMLCanvasElement canvas(int width, int height) {
        HTMLCanvasElement canvas = (HTMLCanvasElement) document().createElement("canvas");
        canvas.setWidth(width);
        canvas.setHeight(height);
        return canvas;
    }

    public static CanvasRenderingContext2D context(HTMLCanvasElement canvas) {
        return (CanvasRenderingContext2D) canvas.getContext("2d");
    }

    public static void on(JSObject target, String event, Runnable action) {
        listen(target, event, happened -> action.run());
    }

    @JSBody(
            params = {"target", "event", "listener"},
            script = "target.addEventListener(event,listener);")
    public static native void listen(JSObject target, String event, EventListener<Event> listener);

    @JSBody(script = "return window;")
    public static native JSObject window();

    /** Sets the text if it differs, so that an unchanged page is not laid out again. */
    @JSBody(
            params = {"element", "text"},
            script = "if(element.textContent!==text)element.textContent=text;")
    public static native void setText(Element element, String text);

    @JSBody(
            params = {"element", "name", "value"},
            script = "element.style.setProperty(name,value);")
    public static native void setStyle(Element element, String name, String value);

    @JSBody(
            params = {"element", "name", "on"},
            script = "element.classList.toggle(name,on);")
    public static native void setClass(Element element, String name, boolean on);

    @JSBody(
            params = {"element", "on"},
            script = "element.disabled=!on;")
    public static native void setEnabled(Element element, boolean on);

    @JSBody(params = "element", script = "return element.disabled;")
    public static native boolean isDisabled(Element element);

    @JSBody(params = "element", script = "return String(element.value);")
    public static native String value(Element element);

    @JSBody(
            params = {"element", "value"},
            script = "element.value=value;")
    public static native void setValue(Element element, String value);

    @JSBody(params = "box", script = "return box.checked;")
    public static native boolean isChecked(Element box);

    @JSBody(params = "event", script = "return event.key;")
    public static native String key(Event event);

    /** Whether a key was pressed together with Alt, Control or Meta. */
    @JSBody(params = "event", script = "return event.altKey||event.ctrlKey||event.metaKey;")
    public static native boolean hasModifier(Event event);

    /** The attribute of the nearest element, from what the event happened at outwards, that has it; empty if none has. */
    @JSBody(
            params = {"event", "attribute"},
            script = "var e=event.target.closest('['+attribute+']');return e?e.getAttribute(attribute):'';")
    public static native String attributeAt(Event event, String attribute);

    @JSBody(
            params = {"box", "on"},
            script = "box.checked=on;")
    public static native void setChecked(Element box, boolean on);

    @JSBody(params = "dialog", script = "if(!dialog.open)dialog.showModal();")
    public static native void showModal(Element dialog);

    @JSBody(params = "dialog", script = "dialog.close();")
    public static native void close(Element dialog);

    /** The number in a field; NaN if it is empty. */
    @JSBody(params = "field", script = "return field.value===''?NaN:Number(field.value);")
    public static native double number(Element field);
}
