package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** The form with the settings of a run. */
final class SettingsForm {
    private final HTMLElement form;

    SettingsForm(HTMLElement form) {
        this.form = form;
    }

    /** Calls the action instead of sending the form. */
    void onSubmit(Runnable action) {
        Dom.listen(form, "submit", event -> {
            event.preventDefault();
            action.run();
        });
    }

    /** Whether all fields hold what they allow; if not, the browser says which. */
    boolean isValid() {
        return reportValidity(form);
    }

    /** The fields' values by their names. */
    JsRecord values() {
        return dataOf(form);
    }

    void setEnabled(boolean on) {
        setEnabled(form, on);
    }

    /** Sets fields to values that they allow; anything else is passed over. */
    void set(JsRecord values) {
        setFields(form, values);
    }

    /** Names and values, in turn, of the fields that are not as the page came. */
    JsRecord changes() {
        return changedFields(form);
    }

    @JSBody(params = "form", script = "return form.reportValidity();")
    private static native boolean reportValidity(HTMLElement form);

    @JSBody(params = "form", script = "return Object.fromEntries(new FormData(form));")
    private static native JsRecord dataOf(HTMLElement form);

    @JSBody(
            params = {"form", "on"},
            script = "for(var i=0;i<form.elements.length;i++)form.elements[i].disabled=!on;")
    private static native void setEnabled(HTMLElement form, boolean on);

    @JSBody(
            params = {"form", "values"},
            script = "for(var name in values){var f=form.elements.namedItem(name);if(!f)continue;var old=f.value;"
                    + "f.value=values[name];if(!f.checkValidity()||f.value!==values[name])f.value=old;}")
    private static native void setFields(HTMLElement form, JsRecord values);

    @JSBody(
            params = "form",
            script = "var c=[];for(var i=0;i<form.elements.length;i++){var f=form.elements[i],d=f.options"
                    + "?(f.querySelector('[selected]')||f.options[0]).value:f.defaultValue;"
                    + "if(f.name&&f.value!==d)c.push(f.name,encodeURIComponent(f.value));}return c;")
    private static native JsRecord changedFields(HTMLElement form);
}
