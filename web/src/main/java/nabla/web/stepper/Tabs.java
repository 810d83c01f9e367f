package nabla.web.stepper;

import nabla.web.dom.Dom;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.HTMLElement;

/** The four views by name. Where there is room all are seen; on a small screen one of them, chosen by tabs. */
final class Tabs {
    private static final String[] NAMES = {"code", "graph", "tape", "numbers"};

    private final HTMLElement element = Dom.byId("stepper-tabs");
    private final HTMLElement views = Dom.byId("stepper-views");
    private final Runnable changed;

    Tabs(Runnable changed) {
        this.changed = changed;
        for (String name : NAMES) {
            Dom.on(Dom.byId("tab-" + name), "click", () -> select(name));
        }
        Dom.listen(element, "keydown", this::move);
    }

    /** The tabs themselves. */
    HTMLElement element() {
        return element;
    }

    /** Brings the view into sight and gives it the focus. */
    void focus(int number) {
        select(NAMES[number]);
        Dom.byId("view-" + NAMES[number]).focus();
    }

    private void select(String name) {
        views.setAttribute("data-tab", name);
        for (String other : NAMES) {
            HTMLElement tab = Dom.byId("tab-" + other);
            tab.setAttribute("aria-selected", String.valueOf(other.equals(name)));
            tab.setAttribute("tabindex", other.equals(name) ? "0" : "-1");
        }
        changed.run();
    }

    private void move(Event event) {
        int direction = Dom.key(event).equals("ArrowRight") ? 1 : Dom.key(event).equals("ArrowLeft") ? -1 : 0;
        if (direction == 0) {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
        int at = 0;
        for (int i = 0; i < NAMES.length; i++) {
            at = NAMES[i].equals(views.getAttribute("data-tab")) ? i : at;
        }
        String name = NAMES[(at + direction + NAMES.length) % NAMES.length];
        select(name);
        Dom.byId("tab-" + name).focus();
    }

    /** Calls back for a swipe over the panel: 1 to the left (forward), -1 to the right. */
    static void onSwipe(HTMLElement element, Swipe swipe) {
        listenSwipe(element, swipe);
    }

    @JSFunctor
    interface Swipe extends JSObject {
        void swiped(int direction);
    }

    /** What can be scrolled to the side, and fields, keep their gestures. */
    @JSBody(
            params = {"element", "swipe"},
            script = "var x,y,ok;element.addEventListener('touchstart',function(e){var t=e.touches[0];x=t.clientX;"
                    + "y=t.clientY;ok=e.touches.length===1&&!e.target.closest('input,select,canvas');"
                    + "for(var n=e.target;ok&&n&&n!==element;n=n.parentElement)if(n.scrollWidth>n.clientWidth+2"
                    + "&&getComputedStyle(n).overflowX!=='visible')ok=false;},{passive:true});"
                    + "element.addEventListener('touchend',function(e){var t=e.changedTouches[0],dx=t.clientX-x,dy=t.clientY-y;"
                    + "if(ok&&Math.abs(dx)>60&&Math.abs(dx)>2*Math.abs(dy))swipe(dx<0?1:-1);},{passive:true});")
    private static native void listenSwipe(HTMLElement element, Swipe swipe);
}
