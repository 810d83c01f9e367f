package nabla.web.stepper;

import nabla.trace.Text;
import nabla.web.dom.Dom;
import nabla.web.js.Numbers;
import org.teavm.jso.dom.html.HTMLElement;

/** What the panel shows while an iteration is on its way, and when it does not come. */
final class Waiting {
    private final HTMLElement panel = Dom.byId("stepper");
    private final HTMLElement place = Dom.byId("stepper-waiting");
    private final HTMLElement text = Dom.byId("stepper-waiting-text");
    private final HTMLElement progress = Dom.byId("stepper-progress");
    private final HTMLElement again = Dom.byId("stepper-retry");
    private final HTMLElement sentence = Dom.get("step-sentence");

    private Text said = Text.EMPTY;

    Waiting(Runnable retry) {
        Dom.on(again, "click", retry);
    }

    /** On the way; {@code share} of it is done, or NaN. */
    void show(Text what, double share) {
        state("loading", what);
        progress.setHidden(false);
        if (Double.isNaN(share)) {
            progress.removeAttribute("value");
        } else {
            Dom.setValue(progress, Numbers.fixed(share, 3));
        }
        again.setHidden(true);
    }

    void fail(Text reason) {
        state("error", Text.of("This iteration could not be traced. {0}", reason));
        progress.setHidden(true);
        again.setHidden(false);
    }

    void hide() {
        panel.setAttribute("data-state", "ready");
        place.setHidden(true);
    }

    private void state(String state, Text what) {
        panel.setAttribute("data-state", state);
        place.setHidden(false);
        said = what;
        say();
    }

    private void say() {
        Dom.setText(text, Language.say(said));
        Dom.setText(sentence, Language.say(said));
    }

    /** Says it again, in another language, if it is still to be said. */
    void sayAgain() {
        if (!place.isHidden()) {
            say();
        }
    }
}
