package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import org.teavm.jso.dom.html.HTMLElement;

/** What is going on: state, progress, speed, the time left, the device and why it was chosen. */
final class StatusStrip {
    private final HTMLElement status = Dom.get("status");
    private final HTMLElement progress = Dom.byId("progress");
    private final HTMLElement steps = Dom.byId("steps");
    private final HTMLElement speed = Dom.get("steps-per-second");
    private final HTMLElement timeLeft = Dom.byId("time-left");
    private final HTMLElement device = Dom.get("device-in-use");
    private final HTMLElement reason = Dom.byId("device-reason");
    private final HTMLElement notice = Dom.byId("notice");

    void state(RunState state, String text) {
        status.setAttribute("data-state", state.attribute());
        Dom.setText(status, text);
    }

    void reset() {
        progress(0, 0, 0);
        Dom.setText(speed, "–");
        notice.setHidden(true);
    }

    void progress(double step, double of, double stepsPerSecond) {
        Dom.setValue(progress, Numbers.fixed(of > 0 ? Math.min(1, step / of) : 0, 4));
        Dom.setText(steps, of > 0 ? Numbers.grouped(step) + " of " + Numbers.grouped(of) : Numbers.grouped(step));
        if (stepsPerSecond > 0) {
            Dom.setText(
                    speed, stepsPerSecond >= 10 ? Numbers.grouped(stepsPerSecond) : Numbers.fixed(stepsPerSecond, 1));
        }
        boolean known = stepsPerSecond > 0 && of > step;
        Dom.setText(timeLeft, known ? Numbers.duration((of - step) / stepsPerSecond) : "–");
    }

    /** The share of the data that has come, while it is loaded. */
    void loaded(double share) {
        Dom.setValue(progress, Numbers.fixed(share, 4));
    }

    void device(String name, String why) {
        Dom.setText(device, name);
        Dom.setText(reason, why);
    }

    /** Something the person should know although the work goes on. */
    void notice(String text) {
        Dom.setText(notice, text);
        notice.setHidden(false);
    }

    void progress(JsRecord message) {
        progress(message.number("step"), message.number("steps"), message.number("stepsPerSecond", 0));
    }
}
