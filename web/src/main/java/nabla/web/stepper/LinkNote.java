package nabla.web.stepper;

import nabla.web.dom.Dom;
import org.teavm.jso.dom.html.HTMLElement;

/** A short note that rides along in the link: written here, or come with the link that was opened. */
final class LinkNote {
    private final HTMLElement field = Dom.byId("stepper-note-field");
    private final HTMLElement shown = Dom.byId("stepper-link-note");

    /** @param changed is called when somebody has written */
    LinkNote(Runnable changed) {
        Dom.on(field, "input", () -> {
            Dom.setText(shown, text());
            changed.run();
        });
    }

    /** The note; empty if there is none. */
    String text() {
        String text = Dom.value(field);
        return text.length() <= Place.NOTE_LENGTH ? text : text.substring(0, Place.NOTE_LENGTH);
    }

    /** Shows a link's note, as text. */
    void show(String note) {
        Dom.setValue(field, note);
        Dom.setText(shown, note);
    }
}
