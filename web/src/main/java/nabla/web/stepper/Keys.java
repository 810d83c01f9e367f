package nabla.web.stepper;

import nabla.web.dom.Dom;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.HTMLElement;

/** The keyboard's way through time. Fields and pictures keep the keys that they need themselves. */
final class Keys {
    /** What keys are for. */
    interface Actions {
        void move(int direction);

        void movePhase(int direction);

        void goToEnd(boolean last);

        void playOrPause();

        void toggleBreakpoint();

        void view(int number);
    }

    private final Actions actions;
    private final HTMLElement list = Dom.byId("stepper-keys");

    Keys(HTMLElement panel, Actions actions) {
        this.actions = actions;
        Dom.listen(panel, "keydown", this::press);
        Dom.on(Dom.byId("stepper-help"), "click", () -> Dom.showModal(list));
        Dom.on(Dom.byId("stepper-keys-close"), "click", () -> Dom.close(list));
    }

    private void press(Event event) {
        if (Dom.hasModifier(event) || isTaken(event) || list.hasAttribute("open")) {
            return;
        }
        String key = Dom.key(event);
        switch (key) {
            case "ArrowLeft", "ArrowRight" -> {
                int direction = key.equals("ArrowRight") ? 1 : -1;
                if (isShifted(event)) {
                    actions.movePhase(direction);
                } else {
                    actions.move(direction);
                }
            }
            case "Home", "End" -> actions.goToEnd(key.equals("End"));
            case " " -> {
                if (isButton(event)) {
                    return;
                }
                actions.playOrPause();
            }
            case "b" -> actions.toggleBreakpoint();
            case "1", "2", "3", "4" -> actions.view(key.charAt(0) - '1');
            case "?" -> Dom.showModal(list);
            default -> {
                return;
            }
        }
        event.preventDefault();
    }

    /** Whether a field that is typed into, or moved with arrows, has the focus. */
    @JSBody(
            params = "event",
            script = "if(event.defaultPrevented)return true;var t=event.target;if(t.tagName==='SELECT')return true;"
                    + "return t.tagName==='INPUT'&&t.type!=='checkbox'&&!(t.type==='range'&&event.shiftKey);")
    private static native boolean isTaken(Event event);

    @JSBody(params = "event", script = "return !!event.target.closest('button,summary,input,a,[role=button]');")
    private static native boolean isButton(Event event);

    @JSBody(params = "event", script = "return event.shiftKey;")
    private static native boolean isShifted(Event event);
}
