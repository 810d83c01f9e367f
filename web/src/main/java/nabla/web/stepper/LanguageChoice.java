package nabla.web.stepper;

import nabla.trace.Text;
import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The choice of a language, remembered in this browser. The site's assets say which there are: each catalog
 * {@code languages/xx.json} is one, fetched when it is wanted.
 */
final class LanguageChoice {
    private static final String ENGLISH = "en";
    private static final String FOLDER = "languages/";
    private static final String ENDING = ".json";

    @JSFunctor
    private interface Came extends JSObject {
        void hear(JsRecord catalog);
    }

    @JSFunctor
    private interface Failed extends JSObject {
        void hear(String reason);
    }

    private final HTMLElement panel = Dom.byId("stepper");
    private final HTMLElement select = Dom.byId("stepper-language");
    private final HTMLElement note = Dom.byId("stepper-language-note");
    private final StaticTexts texts = new StaticTexts(panel);
    private final Runnable changed;
    private final JsRecord assets = JsRecord.parse(Dom.byId("assets").getTextContent());
    private String wanted = ENGLISH;

    /** @param changed is called when all is to be said anew */
    LanguageChoice(Runnable changed) {
        this.changed = changed;
        add(ENGLISH);
        JsRecord names = names(assets);
        for (int i = 0; i < names.length(); i++) {
            String name = names.textAt(i);
            if (name.startsWith(FOLDER) && name.endsWith(ENDING)) {
                add(name.substring(FOLDER.length(), name.length() - ENDING.length()));
            }
        }
        Dom.on(select, "change", () -> {
            Memory.put("language", Dom.value(select));
            use(Dom.value(select));
        });
    }

    private void add(String code) {
        HTMLElement option = Dom.element("option", "", ownName(code));
        option.setAttribute("value", code);
        option.setAttribute("lang", code);
        select.appendChild(option);
    }

    private boolean has(String code) {
        return code.equals(ENGLISH) || assets.has(FOLDER + code + ENDING);
    }

    /** Begins with the language chosen last, or else with the first that the browser asks for and the site has. */
    void begin() {
        String kept = Memory.get("language");
        JsRecord asked = asked();
        for (int i = 0; !has(kept) && i < asked.length(); i++) {
            kept = asked.textAt(i);
        }
        if (has(kept) && !kept.equals(ENGLISH)) {
            use(kept);
        }
    }

    private void use(String code) {
        wanted = code;
        Dom.setText(note, "");
        if (code.equals(ENGLISH)) {
            speak(code, JsRecord.create());
        } else {
            fetch(
                    assets.text(FOLDER + code + ENDING),
                    catalog -> {
                        if (wanted.equals(code)) {
                            speak(code, catalog);
                        }
                    },
                    reason -> {
                        if (wanted.equals(code)) {
                            wanted = ENGLISH;
                            speak(ENGLISH, JsRecord.create());
                            Dom.setText(note, Language.say(Text.of("{0} did not come: {1}", ownName(code), reason)));
                        }
                    });
        }
    }

    private void speak(String code, JsRecord catalog) {
        Language.use(english -> catalog.text(english, english));
        Dom.setValue(select, code);
        panel.setAttribute("lang", code);
        texts.say();
        changed.run();
    }

    @JSBody(params = "record", script = "return Object.keys(record);")
    private static native JsRecord names(JsRecord record);

    /** The languages that the browser asks for, without their regions. */
    @JSBody(script = "return (navigator.languages||[]).map(function(l){return l.split('-')[0];});")
    private static native JsRecord asked();

    /** What a language calls itself. */
    @JSBody(
            params = "code",
            script = "try{return new Intl.DisplayNames([code],{type:'language'}).of(code);}catch(e){return code;}")
    private static native String ownName(String code);

    @JSBody(
            params = {"address", "came", "failed"},
            script =
                    "fetch(address).then(function(r){if(!r.ok)throw new Error(r.status+' '+r.statusText);return r.json();})"
                            + ".then(came,function(e){failed(String(e&&e.message||e));});")
    private static native void fetch(String address, Came came, Failed failed);
}
